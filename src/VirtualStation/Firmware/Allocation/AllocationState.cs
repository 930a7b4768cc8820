using System.Collections.Immutable;

namespace VirtualStation.Firmware.Allocation;

/// <summary>The state that a controller keeps from one computation to the next. It is not stored: a restart begins with <see cref="Initial"/>.</summary>
internal sealed record AllocationState
{
    public static AllocationState Initial { get; } = new();

    /// <summary>The last allocation of each station by id.</summary>
    public ImmutableDictionary<string, StationAllocation> Last { get; init; } = ImmutableDictionary<string, StationAllocation>.Empty;

    /// <summary>The demand cap of each station by id.</summary>
    public ImmutableDictionary<string, DemandCap> Caps { get; init; } = ImmutableDictionary<string, DemandCap>.Empty;

    public Rotation Rotation { get; init; } = new();
}
