using System.Globalization;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// Every time-out and poll interval of the suite. They fit the slowest firmware known: HTTP frozen for 5 s in every 10 s, a discovery of up to 14 s.
/// <c>LOADSHARING_TIMEOUT_FACTOR</c> multiplies the time-outs, for loaded machines and slow builds; <c>LOADSHARING_TIME_FACTOR</c> says how many times
/// as fast as the wall clock the firmware's own timers run. Where they are not set, the lab that <c>--target=Up</c> has started says both. Nothing here makes
/// a quick station slower.
/// <para>
/// What waits for a firmware's timers (<see cref="Request"/>, <see cref="Discovery"/>, <see cref="UnaskedDiscovery"/>, <see cref="Followed"/>,
/// <see cref="Told"/>) shrinks with its time. The others are of the wall clock only: a lab starts processes and containers
/// (<see cref="LabCall"/>, <see cref="Lease"/>) and sees them end (<see cref="LabNotices"/>) no sooner for a firmware's clock, <see cref="Test"/> and
/// <see cref="Backstop"/> are around those, and <see cref="Look"/> and <see cref="DiscoverAgain"/> are this process's own pace.
/// </para>
/// </summary>
internal static class Deadlines
{
    /// <summary>Milliseconds for <c>[Timeout]</c>: a test that takes longer is broken whatever the factor, and the time-outs below have failed to say so.</summary>
    public const int Backstop = 30 * 60 * 1000;

    private const double LargestFactor = 100;

    private static readonly Lazy<LabConnection?> Lab = new(RunningLab.Find);

    // The network's own times don't shrink: two sweeps of a link, each with a question, its answer and a repetition (RFC 6762 §5.2).
    private static readonly TimeSpan NetworkTime = TimeSpan.FromSeconds(6);

    /// <summary>One request to a firmware: several frozen intervals.</summary>
    public static TimeSpan Request => OfFirmware(20);

    /// <summary>From the first <c>discover</c> until all stations list each other: three of the slowest discoveries.</summary>
    public static TimeSpan Discovery => OfFirmware(45);

    /// <summary>
    /// From the start of one discovery to that of the next where nobody asks for one (facts: 10 s). One that is asked for begins within 2 s and takes up to 5 s,
    /// so that the two can be told apart; where less patience is asked for, not by this one.
    /// </summary>
    public static TimeSpan UnaskedDiscovery => TimeSpan.FromSeconds(10 / TimeFactor * Math.Max(1, TimeoutFactor));

    /// <summary>From the answer to a <c>discover</c> until it is sent again while waiting, if the answer came at once; the firmware acts on it every 2 s.</summary>
    public static TimeSpan DiscoverAgain => Scaled(2);

    /// <summary>Until a joined station is followed: its status fetched by a firmware that was frozen, with one back-off.</summary>
    public static TimeSpan Followed => OfFirmware(30);

    /// <summary>Until a station has told another one of a change: fire and forget, from a firmware that was frozen to one that is.</summary>
    public static TimeSpan Told => OfFirmware(30);

    /// <summary>From the lease to the end of a test.</summary>
    public static TimeSpan Test => Scaled(120);

    /// <summary>One call of the lab's API: longer than the lab itself waits for a station to stop and start, so that the lab says what went wrong.</summary>
    public static TimeSpan LabCall => Scaled(90);

    /// <summary>A lease, which waits until the machine has room for the fleet: longer than the lab itself waits.</summary>
    public static TimeSpan Lease => Scaled(330);

    /// <summary>Until the lab has noticed that a station which stopped answering has ended.</summary>
    public static TimeSpan LabNotices => Scaled(3);

    /// <summary>Between two looks at a condition, at the least.</summary>
    public static TimeSpan Look => TimeSpan.FromMilliseconds(200);

    /// <summary>Until the next look at a condition: a wait that is long already is looked at less often, and gets longer by no more than a tenth for it.</summary>
    public static TimeSpan LookAfter(TimeSpan waited) => waited / 10 > Look ? waited / 10 : Look;

    /// <summary>For a condition that must hold at the first look.</summary>
    public static TimeSpan AtOnce => TimeSpan.Zero;

    private static double TimeoutFactor => Factor("LOADSHARING_TIMEOUT_FACTOR", "timeoutFactor", lab => lab.TimeoutFactor);

    private static double TimeFactor => Factor("LOADSHARING_TIME_FACTOR", "timeFactor", lab => lab.TimeFactor);

    private static TimeSpan Scaled(double seconds) => TimeSpan.FromSeconds(seconds * TimeoutFactor);

    private static TimeSpan OfFirmware(double seconds) => Scaled(Math.Max(seconds / TimeFactor, NetworkTime.TotalSeconds));

    private static double Factor(string variable, string field, Func<LabConnection, double?> ofLab)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(text))
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && IsFactor(factor) ? factor : throw Wrong(variable, text);
        }

        return Lab.Value is { } lab && ofLab(lab) is { } told ? (IsFactor(told) ? told : throw Wrong($"{field} of artifacts/lab.json", $"{told}")) : 1;
    }

    private static bool IsFactor(double number) => number is > 0 and <= LargestFactor;

    private static AssertFailedException Wrong(string source, string text) =>
        new($"{source} is \"{text}\": a number above 0 and up to {LargestFactor} is needed, for example 2 or 0.5");
}
