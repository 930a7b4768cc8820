using System.Collections.Immutable;

namespace VirtualStation.Firmware.Allocation;

/// <summary>The allocation of the firmware: an equal share above the minimum for each station that charges, or the minimum for some of them.</summary>
internal sealed class GroupAllocator(AllocationRules rules) : IGroupAllocator
{
    // A surplus of this or less is not shared again.
    private const double NegligibleAmps = 0.01;

    public GroupComputation Compute(GroupLimits limits, IReadOnlyList<GroupStation> stations, AllocationState previous, TimeSpan now)
    {
        var charging = stations.Where(station => IsCharging(station, previous)).ToDictionary(station => station.Id);
        var caps = stations.Count(station => station is { IsOnline: true, IsDemanding: true }) < 2
            ? previous.Caps
            : stations.ToImmutableDictionary(station => station.Id, station => UpdateCap(station, charging.ContainsKey(station.Id), previous));
        var capped = stations.Select(station => station with { MaximumAmps = caps.GetValueOrDefault(station.Id)?.Limit(station) ?? station.MaximumAmps });
        var next = previous with { Caps = caps, Last = previous.Last.Clear() };
        if (limits.GroupMaximumAmps <= 0)
        {
            return new GroupComputation([], false, next);
        }

        var offline = stations.Count(station => !station.IsOnline);
        if (offline > 0 && (limits.Mode == FailsafeMode.Disable || (rules.FailsafeLimitsAll && limits.SafeCurrentAmps <= 0)))
        {
            return Complete([.. stations.Select(station => new StationAllocation(station.Id, 0, AllocationReason.FailsafeDisabled))], true, next);
        }

        var isDerated = offline > 0 && rules.FailsafeLimitsAll;
        var inputs = isDerated
            ? capped.Select(station => station with { MaximumAmps = Math.Min(station.MaximumAmps, limits.SafeCurrentAmps) }).ToList()
            : capped.ToList();
        var sharing = inputs.Where(station => charging.ContainsKey(station.Id)).ToList();
        if (limits.RotationInterval > TimeSpan.Zero && sharing.Count > 1)
        {
            next = next with { Rotation = next.Rotation.Advance(limits.RotationInterval, now) };
        }

        var budget = Math.Max(0, (limits.GroupMaximumAmps * limits.SafetyFactor) - (offline * limits.PeerAssumedAmps));
        var shares = Share(sharing, budget, limits.RotationInterval > TimeSpan.Zero ? next.Rotation : new Rotation());
        return Complete([.. inputs.Select(station => Allocate(station, shares, isDerated))], offline > 0, next);
    }

    private static GroupComputation Complete(IReadOnlyList<StationAllocation> allocations, bool isFailsafe, AllocationState next) =>
        new(allocations, isFailsafe, next with { Last = allocations.ToImmutableDictionary(allocation => allocation.Id) });

    // A station that got nothing has stopped charging because of that, and keeps its place in the queue.
    private static bool IsCharging(GroupStation station, AllocationState previous) =>
        station is { IsOnline: true, IsDemanding: true }
        && (station.IsCharging || previous.Last.GetValueOrDefault(station.Id)?.Reason == AllocationReason.Insufficient);

    private static DemandCap UpdateCap(GroupStation station, bool isCharging, AllocationState previous) =>
        (previous.Caps.GetValueOrDefault(station.Id) ?? new DemandCap()).Update(
            station with { IsDemanding = station.IsOnline && station.IsDemanding },
            isCharging,
            previous.Last.GetValueOrDefault(station.Id)?.TargetAmps ?? 0);

    private static double Minimum(GroupStation station) => Math.Min(station.MinimumAmps, station.MaximumAmps);

    private static Dictionary<string, StationAllocation> Share(List<GroupStation> charging, double budget, Rotation rotation)
    {
        var shares = budget >= charging.Sum(Minimum)
            ? EqualShares(charging, budget).Select(share => new StationAllocation(share.Key, share.Value, AllocationReason.EqualShare))
            : MinimumSubset(rotation.Apply(charging.OrderBy(station => station.Priority).ThenBy(station => station.Id, StringComparer.Ordinal)), budget);
        return shares.ToDictionary(share => share.Id);
    }

    private static Dictionary<string, double> EqualShares(List<GroupStation> charging, double budget)
    {
        var shares = charging.ToDictionary(station => station.Id, Minimum);
        var open = charging;
        for (var rest = budget - shares.Values.Sum(); rest > NegligibleAmps && open.Count > 0; rest = budget - shares.Values.Sum())
        {
            var part = rest / open.Count;
            foreach (var station in open)
            {
                shares[station.Id] = Math.Min(station.MaximumAmps, shares[station.Id] + part);
            }

            open = [.. open.Where(station => shares[station.Id] < station.MaximumAmps)];
        }

        return shares;
    }

    private static IEnumerable<StationAllocation> MinimumSubset(IEnumerable<GroupStation> ordered, double budget)
    {
        foreach (var station in ordered)
        {
            var fits = Minimum(station) <= budget;
            budget -= fits ? Minimum(station) : 0;
            yield return fits
                ? new StationAllocation(station.Id, Minimum(station), AllocationReason.MinimumSubset)
                : new StationAllocation(station.Id, 0, AllocationReason.Insufficient);
        }
    }

    private StationAllocation Allocate(GroupStation station, Dictionary<string, StationAllocation> shares, bool isDerated)
    {
        if (!station.IsOnline)
        {
            return new StationAllocation(station.Id, 0, shares.Count == 0 ? AllocationReason.Idle : AllocationReason.Offline);
        }

        var allocation = shares.TryGetValue(station.Id, out var share) ? share
            : station.IsDemanding ? new StationAllocation(station.Id, Minimum(station), AllocationReason.ConnectedMinimum)
            : new StationAllocation(station.Id, rules.IdleKeepsMinimum ? Minimum(station) : 0, AllocationReason.Idle);
        return isDerated && allocation.Reason != AllocationReason.Insufficient ? allocation with { Reason = AllocationReason.FailsafeSafeCurrent } : allocation;
    }
}
