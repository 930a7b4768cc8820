namespace LoadSharing.Tests;

/// <summary>Factors that scale the lab's timeouts.</summary>
internal static class TimeoutFactors
{
    /// <summary>For tests that expect no timeout to elapse: enough for a busy machine.</summary>
    public const double Generous = 4;

    /// <summary>For tests that expect a timeout to elapse.</summary>
    public const double Short = 0.1;
}
