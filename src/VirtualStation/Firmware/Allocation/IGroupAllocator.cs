namespace VirtualStation.Firmware.Allocation;

/// <summary>Shares the current of a group among its stations.</summary>
internal interface IGroupAllocator
{
    /// <summary>Computes the allocations. A pure function: all state is in the arguments and the result.</summary>
    /// <param name="limits">The settings of the group.</param>
    /// <param name="stations">The controller first, then its joined peers by host.</param>
    /// <param name="previous">The state after the last computation; <see cref="AllocationState.Initial"/> at boot.</param>
    /// <param name="now">The simulated time since boot.</param>
    GroupComputation Compute(GroupLimits limits, IReadOnlyList<GroupStation> stations, AllocationState previous, TimeSpan now);
}
