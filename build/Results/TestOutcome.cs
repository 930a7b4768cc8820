namespace Build.Results;

/// <summary>How a test ended.</summary>
public enum TestOutcome
{
    /// <summary>All that it asserts held.</summary>
    Passed,

    /// <summary>Something did not hold, or it did not come to its end.</summary>
    Failed,

    /// <summary>It did not run, and says why.</summary>
    Skipped,
}
