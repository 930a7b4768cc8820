namespace LoadSharing.Lab.Waiting;

/// <summary>How a wait ended.</summary>
/// <param name="Outcome">The way.</param>
/// <param name="Elapsed">After how long.</param>
/// <param name="Reason">Why the condition did not hold when it was last asked; empty if it held.</param>
internal sealed record WaitResult(WaitOutcome Outcome, TimeSpan Elapsed, string Reason);

/// <summary>The ways a wait can end.</summary>
internal enum WaitOutcome
{
    /// <summary>The condition held.</summary>
    Held,

    /// <summary>It did not hold in time.</summary>
    TimedOut,

    /// <summary>What was waited for has ended.</summary>
    Ended,
}
