namespace LoadSharing.MSTest.Support;

/// <summary>
/// How long a test waits for a firmware. The seconds are the firmware's: <c>--time-factor</c> shortens the wait and <c>--timeout-factor</c> multiplies a
/// timeout. It has no conversion from <see cref="TimeSpan"/>, so the time factor applies to every wait.
/// </summary>
public readonly record struct FirmwareTimeout
{
    // What the machine needs besides the firmware's timers: requests, processes, packets.
    private const double MachineSeconds = 6;

    private FirmwareTimeout(TimeSpan wallTime) => WallTime = wallTime;

    /// <summary>The wait on the wall clock.</summary>
    public TimeSpan WallTime { get; }

    /// <summary>A time in which the firmware has to act, or must not: a factor for timeouts must neither shorten it nor add a turn to it.</summary>
    public static FirmwareTimeout Duration(double seconds) => new(TimeSpan.FromSeconds(seconds / TimeFactors.Time));

    public static FirmwareTimeout Seconds(double seconds) =>
        new(TimeSpan.FromSeconds(Math.Max(seconds / TimeFactors.Time, Math.Min(seconds, MachineSeconds)) * TimeFactors.Timeout));
}
