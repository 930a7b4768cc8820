namespace LoadSharing.MSTest.Support;

/// <summary>
/// How long a test waits for a firmware. The seconds are the firmware's: <c>--time-factor</c> shortens the wait and <c>--timeout-factor</c> multiplies it.
/// It has no conversion from <see cref="TimeSpan"/>, so the factors apply to every wait.
/// </summary>
public readonly record struct FirmwareTimeout
{
    // Multicast DNS does not run on simulated time: two queries with an answer and a repetition each (RFC 6762, section 5.2).
    private const double NetworkSeconds = 6;

    private FirmwareTimeout(TimeSpan wallTime) => WallTime = wallTime;

    /// <summary>The wait on the wall clock.</summary>
    public TimeSpan WallTime { get; }

    public static FirmwareTimeout Seconds(double seconds) =>
        new(TimeSpan.FromSeconds(Math.Max(seconds / TimeFactors.Time, Math.Min(seconds, NetworkSeconds)) * TimeFactors.Timeout));
}
