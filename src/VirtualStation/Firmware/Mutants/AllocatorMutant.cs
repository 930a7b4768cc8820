using VirtualStation.Firmware.Allocation;

namespace VirtualStation.Firmware.Mutants;

/// <summary>A mutant of the controller's allocations.</summary>
/// <inheritdoc cref="GroupMutant" />
internal abstract class AllocatorMutant(string name, string testCategory, string description) : GroupMutant(name, testCategory, description)
{
    public override IGroupAllocator Allocator(IGroupAllocator allocator) => new Decorator(allocator, this);

    /// <summary>Changes the settings before a computation.</summary>
    protected virtual GroupLimits Change(GroupLimits limits, IReadOnlyList<GroupStation> stations) => limits;

    /// <summary>Changes a station before a computation.</summary>
    protected virtual GroupStation Change(GroupStation station) => station;

    /// <summary>Changes the allocations of a computation, which are in the order of the stations.</summary>
    protected virtual IEnumerable<StationAllocation> Change(
        IReadOnlyList<StationAllocation> allocations, GroupLimits limits, IReadOnlyList<GroupStation> stations) => allocations;

    private sealed class Decorator(IGroupAllocator inner, AllocatorMutant mutant) : IGroupAllocator
    {
        public GroupComputation Compute(GroupLimits limits, IReadOnlyList<GroupStation> stations, AllocationState previous, TimeSpan now)
        {
            GroupStation[] changed = [.. stations.Select(mutant.Change)];
            var computation = inner.Compute(mutant.Change(limits, changed), changed, previous, now);
            return computation with { Allocations = [.. mutant.Change(computation.Allocations, limits, changed)] };
        }
    }
}
