namespace VirtualStation.Firmware.Allocation;

/// <summary>The differences between the generations in the allocation.</summary>
internal sealed record AllocationRules
{
    public static AllocationRules July2026 { get; } = new();

    public static AllocationRules September2026 { get; } = new() { IdleKeepsMinimum = true, FailsafeLimitsAll = true };

    /// <summary>Whether a station without a car that wants to charge gets its minimum, instead of 0 A, from which a public emulator never recovers.</summary>
    public bool IdleKeepsMinimum { get; init; }

    /// <summary>Whether an offline member limits every other station to the safe current. Otherwise they share the current that is not reserved.</summary>
    public bool FailsafeLimitsAll { get; init; }
}
