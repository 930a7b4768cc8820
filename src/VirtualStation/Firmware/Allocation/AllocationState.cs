using System.Collections.Immutable;

namespace VirtualStation.Firmware.Allocation;

/// <summary>What a controller keeps from one computation for the next. It is not stored: a restart begins with <see cref="Initial"/>.</summary>
internal sealed record AllocationState
{
    public static AllocationState Initial { get; } = new();

    /// <summary>The last reason of each station by id.</summary>
    public ImmutableDictionary<string, string> Reasons { get; init; } = ImmutableDictionary<string, string>.Empty;
}
