using System.Collections.Immutable;

namespace VirtualStation.Firmware.Allocation;

/// <summary>The allocation of the firmware.</summary>
internal sealed class GroupAllocator(AllocationRules rules) : IGroupAllocator
{
    // A surplus of this or less is not shared again.
    private const double Negligible = 0.01;

    public GroupComputation Compute(GroupLimits limits, IReadOnlyList<GroupStation> stations, AllocationState previous, TimeSpan now)
    {
        if (limits.GroupMaximumAmps <= 0)
        {
            return new GroupComputation([], false, previous);
        }

        var offline = stations.Count(station => !station.IsOnline);
        IReadOnlyList<StationAllocation> allocations;
        if (offline > 0 && (limits.Mode == FailsafeMode.Disable || (rules.FailsafeLimitsAll && limits.SafeCurrentAmps <= 0)))
        {
            allocations = [.. stations.Select(station => new StationAllocation(station.Id, 0, AllocationReason.FailsafeDisabled))];
        }
        else
        {
            var derated = offline > 0 && rules.FailsafeLimitsAll;
            var budget = Math.Max(0, (limits.GroupMaximumAmps * limits.SafetyFactor) - (offline * limits.PeerAssumedAmps));
            allocations = Share(derated ? [.. stations.Select(station => Derate(station, limits.SafeCurrentAmps))] : stations, budget, derated, previous);
        }

        var next = previous with { Reasons = allocations.ToImmutableDictionary(allocation => allocation.Id, allocation => allocation.Reason) };
        return new GroupComputation(allocations, offline > 0, next);
    }

    private static GroupStation Derate(GroupStation station, double safeCurrent) => station with { MaximumAmps = Math.Min(station.MaximumAmps, safeCurrent) };

    private static double Minimum(GroupStation station) => Math.Min(station.MinimumAmps, station.MaximumAmps);

    private static bool IsCharging(GroupStation station, AllocationState previous) =>
        station.IsCharging || previous.Reasons.GetValueOrDefault(station.Id) == AllocationReason.Insufficient;

    private List<StationAllocation> Share(IReadOnlyList<GroupStation> stations, double budget, bool derated, AllocationState previous)
    {
        string Name(string reason) => derated ? AllocationReason.FailsafeSafeCurrent : reason;
        var charging = stations.Where(station => station.IsOnline && station.IsDemanding && IsCharging(station, previous)).ToList();
        var shares = budget >= charging.Sum(Minimum) ? EqualShares(charging, budget) : [];
        var subset = MinimumSubset([.. charging.OrderBy(station => station.Priority).ThenBy(station => station.Id, StringComparer.Ordinal)], budget);
        return [.. stations.Select(station =>
            !station.IsOnline ? new StationAllocation(station.Id, 0, charging.Count == 0 ? AllocationReason.Idle : AllocationReason.Offline)
            : !station.IsDemanding ? new StationAllocation(station.Id, rules.IdleKeepsMinimum ? Minimum(station) : 0, Name(AllocationReason.Idle))
            : shares.TryGetValue(station.Id, out var share) ? new StationAllocation(station.Id, share, Name(AllocationReason.EqualShare))
            : !charging.Contains(station) ? new StationAllocation(station.Id, Minimum(station), Name(AllocationReason.ConnectedMinimum))
            : subset.Contains(station.Id) ? new StationAllocation(station.Id, Minimum(station), Name(AllocationReason.MinimumSubset))
            : new StationAllocation(station.Id, 0, AllocationReason.Insufficient))];
    }

    private static Dictionary<string, double> EqualShares(List<GroupStation> charging, double budget)
    {
        var shares = charging.ToDictionary(station => station.Id, Minimum);
        var open = charging.Where(station => shares[station.Id] < station.MaximumAmps).ToList();
        for (var surplus = budget - shares.Values.Sum(); surplus > Negligible && open.Count > 0; surplus = budget - shares.Values.Sum())
        {
            var part = surplus / open.Count;
            foreach (var station in open)
            {
                shares[station.Id] = Math.Min(station.MaximumAmps, shares[station.Id] + part);
            }

            open.RemoveAll(station => shares[station.Id] >= station.MaximumAmps);
        }

        return shares;
    }

    private static HashSet<string> MinimumSubset(List<GroupStation> ordered, double budget)
    {
        var chosen = new HashSet<string>();
        foreach (var station in ordered.Where(station => Minimum(station) <= budget))
        {
            // The condition above is evaluated lazily, after the previous station has taken its part.
            budget -= Minimum(station);
            chosen.Add(station.Id);
        }

        return chosen;
    }
}
