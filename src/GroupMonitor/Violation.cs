namespace GroupMonitor;

/// <summary>A promise of load sharing that a group broke.</summary>
/// <param name="Kind">The promise.</param>
/// <param name="Seconds">When it was found, in seconds of the firmware's time since the first sample.</param>
/// <param name="Message">The expectation, then the observation.</param>
public sealed record Violation(ViolationKind Kind, double Seconds, string Message);

/// <summary>The promises that the monitor watches.</summary>
public enum ViolationKind
{
    /// <summary>The currents of a group stay within maximum × safety factor.</summary>
    OverBudget,

    /// <summary>A member without its controller limits itself to the safe current.</summary>
    OverSafeCurrent,

    /// <summary>Unchanged inputs give unchanged allocations.</summary>
    Reversal,

    /// <summary>A peer list has one row for each station.</summary>
    ListedTwice,

    /// <summary>A joined peer stays joined until it is removed.</summary>
    LostPeer,
}
