using System.Text.Json.Nodes;
using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of how a controller shares the maximum of its group.</summary>
internal static class GroupAllocationMutants
{
    private const string Category = "allocation";

    /// <summary>A mutant that limits each equal share.</summary>
    internal abstract class LowerShare(string name, string description) : AllocatorMutant(name, Category, description)
    {
        protected abstract double Limit(double share, double budget, int sharing, int all);

        protected override IEnumerable<StationAllocation> Change(
            IReadOnlyList<StationAllocation> allocations, GroupLimits limits, IReadOnlyList<GroupStation> stations)
        {
            var sharing = allocations.Count(IsShare);
            return allocations.Select(allocation => IsShare(allocation)
                ? allocation with { TargetAmps = Limit(allocation.TargetAmps, limits.GroupMaximumAmps * limits.SafetyFactor, sharing, stations.Count) }
                : allocation);
        }
    }

    internal sealed class ShareRoundedDown() : LowerShare("share-rounded-down", "A share is computed in whole amperes, and the rest is not used.")
    {
        protected override double Limit(double share, double budget, int sharing, int all) => Math.Floor(share);
    }

    internal sealed class ShareDividedByAll() : LowerShare("share-divided-by-all", "The maximum is divided by the number of all stations, cars or not.")
    {
        protected override double Limit(double share, double budget, int sharing, int all) => Math.Min(share, budget / all);
    }

    internal sealed class SurplusNotShared() : LowerShare("surplus-not-shared", "The part of a share that a station cannot use is not given to the others.")
    {
        protected override double Limit(double share, double budget, int sharing, int all) => Math.Min(share, budget / sharing);
    }

    internal sealed class ShareAboveOwnMaximum() : AllocatorMutant(
        "share-above-own-maximum", Category, "A share is not limited to the charger's maximum.")
    {
        protected override GroupStation Change(GroupStation station) => station with { MaximumAmps = double.MaxValue };
    }

    internal sealed class SafetyFactorIgnored() : AllocatorMutant("safety-factor-ignored", Category, "The maximum is not multiplied by the safety factor.")
    {
        protected override GroupLimits Change(GroupLimits limits, IReadOnlyList<GroupStation> stations) => limits with { SafetyFactor = 1 };
    }

    internal sealed class MaximumReadOnce() : AllocatorMutant("maximum-read-once", Category, "The maximum is read when the role begins, and not again.")
    {
        private double? _maximum;

        protected override GroupLimits Change(GroupLimits limits, IReadOnlyList<GroupStation> stations) =>
            limits with { GroupMaximumAmps = _maximum ??= limits.GroupMaximumAmps };
    }

    internal sealed class ZeroMaximumKeepsAllocations() : AllocatorMutant(
        "zero-maximum-keeps-allocations", Category, "A group without a maximum skips the computation, and keeps the last allocations.")
    {
        private IReadOnlyList<StationAllocation> _last = [];

        protected override IEnumerable<StationAllocation> Change(
            IReadOnlyList<StationAllocation> allocations, GroupLimits limits, IReadOnlyList<GroupStation> stations) =>
            _last = allocations.Count > 0 ? allocations : _last;
    }

    internal sealed class IdleCountsAsConnected() : AllocatorMutant(
        "idle-counts-as-connected", Category, "Whether a car is connected is not read: each awake station counts as connected.")
    {
        protected override GroupStation Change(GroupStation station) => station with { IsDemanding = station.IsOnline };
    }

    internal sealed class ConnectedInsideBudget() : AllocatorMutant(
        "connected-inside-budget", Category, "The minimum of a car that does not charge is taken from those that do.")
    {
        protected override GroupLimits Change(GroupLimits limits, IReadOnlyList<GroupStation> stations) => limits with
        {
            GroupMaximumAmps = limits.GroupMaximumAmps
                - stations.Where(station => station is { IsDemanding: true, IsCharging: false }).Sum(station => station.MinimumAmps),
        };
    }

    internal sealed class IdleStaysIdle() : AllocatorMutant("idle-stays-idle", Category, "A station that had no car is not looked at again.")
    {
        private readonly HashSet<string> _idle = [];

        protected override GroupStation Change(GroupStation station)
        {
            // Without a pilot nothing is known of the station yet.
            if (station is { IsDemanding: false, PilotAmps: > 0 })
            {
                _idle.Add(station.Id);
            }

            return station with { IsDemanding = station.IsDemanding && !_idle.Contains(station.Id) };
        }
    }

    internal sealed class FractionInTurns() : AllocatorMutant(
        "fraction-in-turns", Category, "Shares are whole amperes, and a different station gets the rest at each computation.")
    {
        private int _turn;

        protected override IEnumerable<StationAllocation> Change(
            IReadOnlyList<StationAllocation> allocations, GroupLimits limits, IReadOnlyList<GroupStation> stations)
        {
            _turn++;
            var rest = allocations.Sum(allocation => allocation.TargetAmps - Math.Floor(allocation.TargetAmps));
            return allocations.Select((allocation, index) => allocation with
            {
                TargetAmps = Math.Floor(allocation.TargetAmps) + (index == _turn % allocations.Count ? rest : 0),
            });
        }
    }

    internal sealed class MemberListsItsAllocation() : ReceiverMutant(
        "member-lists-its-allocation", Category, "A member stores the allocation that it received among those that it computed.")
    {
        private StationAllocation? _received;

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapJson(GroupStatusEndpoint.Path, document =>
            {
                if (Volatile.Read(ref _received) is { } received)
                {
                    document["allocations"]!.AsArray().Add(
                        new JsonObject { ["id"] = received.Id, ["target_current"] = received.TargetAmps, ["reason"] = received.Reason });
                }
            });

        protected override void Receive(IAllocationReceiver receiver, double amps, string reason)
        {
            Volatile.Write(ref _received, new StationAllocation("", amps, reason));
            receiver.Receive(amps, reason);
        }
    }

    private static bool IsShare(StationAllocation allocation) => allocation.Reason == AllocationReason.EqualShare;
}
