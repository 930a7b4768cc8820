namespace VirtualStation.Firmware.Allocation;

/// <summary>The result of an allocation.</summary>
/// <param name="Allocations">In the order of the stations given; empty if the group has no current to share.</param>
/// <param name="IsFailsafe">Whether a member is offline.</param>
/// <param name="Next">The state for the next computation.</param>
internal sealed record GroupComputation(IReadOnlyList<StationAllocation> Allocations, bool IsFailsafe, AllocationState Next);
