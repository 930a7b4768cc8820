namespace LoadSharing.MSTest.Support;

/// <summary>
/// How long a test waits for a firmware, in the firmware's time. <c>--timeout-factor</c> multiplies a timeout. It has no conversion from
/// <see cref="TimeSpan"/>, so that both factors apply to every wait.
/// </summary>
public readonly record struct FirmwareTimeout
{
    // Wall-clock time for requests, processes and packets, in addition to the firmware's timers.
    private const double MachineSeconds = 6;

    private FirmwareTimeout(TimeSpan time) => Time = time;

    /// <summary>The wait in the firmware's time.</summary>
    public TimeSpan Time { get; }

    /// <summary>The wait on the wall clock, if the firmware's time runs at its full speed.</summary>
    public TimeSpan WallTime => Time / TimeFactors.Time;

    /// <summary>A time in which the firmware has to act, or must not: a factor for timeouts must neither shorten it nor add a turn to it.</summary>
    public static FirmwareTimeout Duration(double seconds) => new(TimeSpan.FromSeconds(seconds));

    public static FirmwareTimeout Seconds(double seconds) =>
        new(TimeSpan.FromSeconds(Math.Max(seconds, Math.Min(seconds, MachineSeconds) * TimeFactors.Time) * TimeFactors.Timeout));

    /// <summary>Whether the wait is over.</summary>
    /// <param name="time">The firmware's time.</param>
    /// <param name="start">Its timestamp at the start of the wait.</param>
    internal bool IsOver(TimeProvider time, long start) => time.GetElapsedTime(start) >= Time;
}
