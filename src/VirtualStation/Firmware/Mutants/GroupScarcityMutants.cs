using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Claims;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of a group whose maximum is below the sum of its minimums.</summary>
internal static class GroupScarcityMutants
{
    private const string Category = "scarcity";

    internal sealed class MinimumForAll() : AllocatorMutant("minimum-for-all", Category, "Each station gets its minimum, even beyond the maximum.")
    {
        protected override IEnumerable<StationAllocation> Change(
            IReadOnlyList<StationAllocation> allocations, GroupLimits limits, IReadOnlyList<GroupStation> stations) =>
            allocations.Zip(stations, (allocation, station) => IsUnserved(allocation) ? Serve(allocation, station.MinimumAmps) : allocation);
    }

    internal sealed class RestBelowMinimum() : AllocatorMutant(
        "rest-below-minimum", Category, "The rest of the maximum goes to the next station, although it is below the minimum.")
    {
        protected override IEnumerable<StationAllocation> Change(
            IReadOnlyList<StationAllocation> allocations, GroupLimits limits, IReadOnlyList<GroupStation> stations)
        {
            var rest = limits.GroupMaximumAmps - allocations.Sum(allocation => allocation.TargetAmps);
            var next = allocations.FirstOrDefault(IsUnserved);
            return allocations.Select(allocation => allocation == next && rest > 0 ? Serve(allocation, rest) : allocation);
        }
    }

    internal sealed class OneServedOnly() : AllocatorMutant("one-served-only", Category, "The search for stations to serve ends with the first one.")
    {
        protected override IEnumerable<StationAllocation> Change(
            IReadOnlyList<StationAllocation> allocations, GroupLimits limits, IReadOnlyList<GroupStation> stations)
        {
            var first = allocations.FirstOrDefault(allocation => allocation.Reason == AllocationReason.MinimumSubset);
            return allocations.Select(allocation => allocation.Reason == AllocationReason.MinimumSubset && allocation != first
                ? allocation with { TargetAmps = 0, Reason = AllocationReason.Insufficient }
                : allocation);
        }
    }

    internal sealed class FirstServedUnchecked() : AllocatorMutant(
        "first-served-unchecked", Category, "The first station gets its minimum without a comparison with the maximum.")
    {
        protected override IEnumerable<StationAllocation> Change(
            IReadOnlyList<StationAllocation> allocations, GroupLimits limits, IReadOnlyList<GroupStation> stations) =>
            allocations.Count > 0 && allocations.All(IsUnserved)
                ? [Serve(allocations[0], stations[0].MinimumAmps), .. allocations.Skip(1)]
                : allocations;
    }

    internal sealed class HighestNumberFirst() : AllocatorMutant("highest-number-first", Category, "The highest priority number is served first.")
    {
        protected override GroupStation Change(GroupStation station) => station with { Priority = -station.Priority };
    }

    internal sealed class RotationStandsStill() : AllocatorMutant("rotation-stands-still", Category, "The end of a turn is compared in the wrong unit.")
    {
        protected override GroupLimits Change(GroupLimits limits, IReadOnlyList<GroupStation> stations) =>
            limits with { RotationInterval = limits.RotationInterval * 1000 };
    }

    internal sealed class RotationNeverOff() : AllocatorMutant("rotation-never-off", Category, "An interval of 0 s is raised to the shortest one.")
    {
        protected override GroupLimits Change(GroupLimits limits, IReadOnlyList<GroupStation> stations) =>
            limits.RotationInterval > TimeSpan.Zero ? limits : limits with { RotationInterval = TimeSpan.FromSeconds(15) };
    }

    internal sealed class ZeroIsNoLimit() : LimitMutant("zero-is-no-limit", Category, "A limit of 0 A is taken for no limit.")
    {
        protected override void Set(ILoadSharingLimit limit, double amps, bool disable)
        {
            if (amps > 0 || disable)
            {
                limit.Set(amps, disable);
            }
            else
            {
                limit.Clear();
            }
        }
    }

    private static bool IsUnserved(StationAllocation allocation) => allocation.Reason == AllocationReason.Insufficient;

    private static StationAllocation Serve(StationAllocation allocation, double amps) =>
        allocation with { TargetAmps = amps, Reason = AllocationReason.MinimumSubset };
}
