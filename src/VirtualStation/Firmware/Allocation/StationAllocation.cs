namespace VirtualStation.Firmware.Allocation;

/// <summary>The current that a computation gives to a station. It is not rounded.</summary>
/// <param name="Id">The <see cref="GroupStation.Id"/>.</param>
/// <param name="TargetAmps">The current.</param>
/// <param name="Reason">One of <see cref="AllocationReason"/>.</param>
internal sealed record StationAllocation(string Id, double TargetAmps, string Reason);
