namespace LoadSharing.MSTest.Support;

/// <summary>The timeouts of the suite. They suit the slowest known firmware, whose HTTP server stops for 5 s in every 10 s while it discovers.</summary>
public static class Timeouts
{
    /// <summary>Between two polls at the least; a long wait polls less often.</summary>
    internal static TimeSpan PollInterval => TimeSpan.FromMilliseconds(Math.Max(200 / TimeFactors.Time, 50));

    /// <summary>Between two polls of a long wait: an allocation that holds for one computation, 5 s, is seen twice.</summary>
    internal static TimeSpan LongestPollInterval => TimeSpan.FromMilliseconds(Math.Max(2000 / TimeFactors.Time, 50));

    /// <summary>Between two looks at something that is expected not to change.</summary>
    internal static TimeSpan LongPollInterval => TimeSpan.FromSeconds(1) / TimeFactors.Time;

    /// <summary>Until every station lists every other one, with discovery triggered repeatedly: the duration of three slow sweeps.</summary>
    public static FirmwareTimeout Discovery => FirmwareTimeout.Seconds(45);

    /// <summary>Until a periodic sweep, which starts 10 s after the one before, has ended.</summary>
    public static FirmwareTimeout PeriodicSweep => FirmwareTimeout.Seconds(55);

    /// <summary>Until a joined station that has stopped is offline: at most the heartbeat timeout, 30 s by default, and a slow sweep.</summary>
    public static FirmwareTimeout LostPeer => FirmwareTimeout.Seconds(75);

    /// <summary>Until another station has received a reciprocal update.</summary>
    public static FirmwareTimeout ReciprocalUpdate => FirmwareTimeout.Seconds(30);

    /// <summary>Until the status of a joined station has been fetched, with one retry of the firmware.</summary>
    public static FirmwareTimeout StatusIngestion => FirmwareTimeout.Seconds(30);

    /// <summary>Until the controller's allocation has followed a change: two computations, which come every 5 s, and a claim.</summary>
    public static FirmwareTimeout Allocation => FirmwareTimeout.Seconds(20);

    /// <summary>Until a car that takes less than its share is given less: for six computations after a rise, the firmware lets it follow.</summary>
    public static FirmwareTimeout DemandCap => FirmwareTimeout.Duration(60);

    /// <summary>Until a limit is a claim on the charger: the firmware looks every 2 s.</summary>
    public static FirmwareTimeout Claim => FirmwareTimeout.Seconds(10);

    /// <summary>Until the firmware has read a change of the charger, which it also polls every 30 s.</summary>
    public static FirmwareTimeout Charger => FirmwareTimeout.Seconds(80);

    /// <summary>Until a member without allocations is in failsafe: its heartbeat of 10 s, a poll, a claim.</summary>
    public static FirmwareTimeout Failsafe => FirmwareTimeout.Seconds(30);

    /// <summary>Until a group is complete after a restart: a repetition after up to 16 s, a discovery, two computations.</summary>
    public static FirmwareTimeout Regrouping => FirmwareTimeout.Seconds(75);

    /// <summary>The time that a busy machine may add to a reaction of the firmware, on the wall clock.</summary>
    internal static TimeSpan MachineReaction => TimeSpan.FromSeconds(1) * TimeFactors.Timeout;

    /// <summary>Until a request to a firmware is answered.</summary>
    internal static FirmwareTimeout Request => FirmwareTimeout.Seconds(20);

    /// <summary>Until discovery is triggered again during a wait. The firmware checks for a trigger every 2 s.</summary>
    internal static TimeSpan DiscoveryRepetition => TimeSpan.FromSeconds(2) / TimeFactors.Time * TimeFactors.Timeout;

    /// <summary>Between two samples of a watched fleet: a second of the firmware, and not more than the machine can do beside the tests.</summary>
    internal static TimeSpan SampleInterval => TimeSpan.FromSeconds(Math.Max(1 / TimeFactors.Time, 0.2));

    /// <summary>Until a station that is sampled counts as silent.</summary>
    internal static TimeSpan Sample => TimeSpan.FromSeconds(5) * TimeFactors.Timeout;

    /// <summary>A call of the lab's API; longer than the lab's own timeouts, whose messages say more.</summary>
    internal static TimeSpan LabCall => TimeSpan.FromSeconds(90) * TimeFactors.Timeout;

    /// <summary>A lease, which waits for free capacity; longer than the lab's own timeout.</summary>
    internal static TimeSpan Lease => TimeSpan.FromSeconds(330) * TimeFactors.Timeout;

    /// <summary>Until the lab has noticed that a component exited.</summary>
    internal static TimeSpan ExitDetection => TimeSpan.FromSeconds(3) * TimeFactors.Timeout;
}
