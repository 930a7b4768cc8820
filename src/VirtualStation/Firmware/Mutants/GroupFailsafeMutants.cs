using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of a controller that does not reach a member.</summary>
internal static class GroupFailsafeMutants
{
    private const string Category = "group-failsafe";

    internal abstract class ComputationMutant(string name, string description, string since = FirmwareGeneration.JulyName)
        : GroupMutant(name, Category, description, since)
    {
        public override IGroupAllocator Allocator(IGroupAllocator allocator) => new Decorator(allocator, this);

        protected virtual GroupLimits Change(GroupLimits limits) => limits;

        protected virtual GroupStation Change(GroupStation station) => station;

        protected virtual GroupComputation Change(GroupComputation computation) => computation;

        private sealed class Decorator(IGroupAllocator inner, ComputationMutant mutant) : IGroupAllocator
        {
            public GroupComputation Compute(GroupLimits limits, IReadOnlyList<GroupStation> stations, AllocationState previous, TimeSpan now) =>
                mutant.Change(inner.Compute(mutant.Change(limits), [.. stations.Select(mutant.Change)], previous, now));
        }
    }

    internal sealed class LostMemberLimitsNone() : GroupMutant(
        "lost-member-limits-none", Category, "The stations that a controller reaches share the rest of the current.", FirmwareGeneration.SeptemberName)
    {
        public override IGroupAllocator Allocator(IGroupAllocator allocator) =>
            new GroupAllocator(AllocationRules.September2026 with { FailsafeLimitsAll = false });
    }

    internal sealed class LostMemberLimitsOwn() : ComputationMutant(
        "lost-member-limits-own", "While a member is lost, the controller limits its own station only.", FirmwareGeneration.SeptemberName)
    {
        protected override GroupComputation Change(GroupComputation computation) => computation with
        {
            Allocations =
            [
                .. computation.Allocations.Take(1),
                .. computation.Allocations.Skip(1).Select(allocation => allocation.Reason == AllocationReason.FailsafeSafeCurrent
                    ? allocation with { TargetAmps = 2 * allocation.TargetAmps, Reason = AllocationReason.EqualShare }
                    : allocation),
            ],
        };
    }

    internal sealed class AssumedCurrentIgnored() : ComputationMutant("assumed-current-ignored", "No current is reserved for a lost member.")
    {
        protected override GroupLimits Change(GroupLimits limits) => limits with { PeerAssumedAmps = 0 };
    }

    internal sealed class ControllerIgnoresDisable() : ComputationMutant(
        "controller-ignores-disable", "A controller limits the stations to the safe current also in the mode that stops them.")
    {
        protected override GroupLimits Change(GroupLimits limits) => limits with { Mode = FailsafeMode.SafeCurrent };
    }

    internal sealed class LostMemberNotReported() : ComputationMutant(
        "lost-member-not-reported", "A controller limits the stations while a member is lost, but does not report its failsafe.")
    {
        protected override GroupComputation Change(GroupComputation computation) => computation with { IsFailsafe = false };
    }

    internal sealed class SilentMemberOnline() : GroupMutant(
        "silent-member-online", Category, "A peer counts as online while its connection is open, however long it is silent.")
    {
        public override TimeSpan StaleAfter(TimeSpan heartbeat) => TimeSpan.FromDays(1);
    }

    internal sealed class LostMemberForgotten() : ComputationMutant("lost-member-forgotten", "A member that was lost gets no share again.")
    {
        private readonly HashSet<string> _known = [];
        private readonly HashSet<string> _lost = [];

        protected override GroupStation Change(GroupStation station)
        {
            if (station.IsOnline)
            {
                _known.Add(station.Id);
            }
            else if (_known.Contains(station.Id))
            {
                _lost.Add(station.Id);
            }

            return station with { IsOnline = station.IsOnline && !_lost.Contains(station.Id) };
        }
    }

    internal sealed class LostMemberNotNamed() : GroupMutant(
        "lost-member-not-named", Category, "The reason of the controller's failsafe does not name the lost member.", FirmwareGeneration.SeptemberName)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapJson(GroupStatusEndpoint.Path, status =>
            {
                if (status["failsafe_reason"] is not null)
                {
                    status["failsafe_reason"] = "peer offline";
                }
            });
    }
}
