namespace LoadSharing.MSTest.Support;

/// <summary>The timeouts of the suite. They suit the slowest known firmware, whose HTTP server stops for 5 s in every 10 s while it discovers.</summary>
public static class Timeouts
{
    /// <summary>Between two polls at the least; a long wait polls less often.</summary>
    internal static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Between two looks at something that is expected not to change.</summary>
    internal static readonly TimeSpan LongPollInterval = TimeSpan.FromSeconds(1);

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

    /// <summary>Until a request to a firmware is answered.</summary>
    internal static FirmwareTimeout Request => FirmwareTimeout.Seconds(20);

    /// <summary>Until discovery is triggered again during a wait. The firmware checks for a trigger every 2 s.</summary>
    internal static TimeSpan DiscoveryRepetition => TimeSpan.FromSeconds(2) * TimeFactors.Timeout;

    /// <summary>A call of the lab's API; longer than the lab's own timeouts, whose messages say more.</summary>
    internal static TimeSpan LabCall => TimeSpan.FromSeconds(90) * TimeFactors.Timeout;

    /// <summary>A lease, which waits for free capacity; longer than the lab's own timeout.</summary>
    internal static TimeSpan Lease => TimeSpan.FromSeconds(330) * TimeFactors.Timeout;

    /// <summary>Until the lab has noticed that a component exited.</summary>
    internal static TimeSpan ExitDetection => TimeSpan.FromSeconds(3) * TimeFactors.Timeout;
}
