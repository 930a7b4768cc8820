namespace VirtualStation.Firmware;

/// <summary>The intervals and timeouts of the firmware in simulated time; in wall-clock time those that depend on other processes.</summary>
internal static class FirmwareIntervals
{
    private const double MaximumBackoff = 60;

    /// <summary>Interval at which the discovery task checks whether a sweep is due or requested.</summary>
    public static TimeSpan DiscoveryWake { get; } = TimeSpan.FromSeconds(2);

    /// <summary>From the start of a sweep to the start of the next.</summary>
    public static TimeSpan DiscoverySweep { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum duration of a sweep.</summary>
    public static TimeSpan DiscoveryTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A sweep that has found every online peer ends when no response arrives for this time.</summary>
    public static TimeSpan DiscoveryQuiet { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Interval of the group task: connections to peers, failsafe, and whether a computation is due.</summary>
    public static TimeSpan GroupCheck { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Interval of the controller's computations.</summary>
    public static TimeSpan Allocation { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Interval of pings to a followed peer.</summary>
    public static TimeSpan PeerPing { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Interval at which the status is checked for events on <c>/ws</c>.</summary>
    public static TimeSpan EventCheck { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Interval of the event that shows the station's MQTT client.</summary>
    public static TimeSpan MqttEvent { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Interval of the event that shows the charger.</summary>
    public static TimeSpan ChargerEvent { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Interval of the event that shows the current of a charging vehicle.</summary>
    public static TimeSpan CurrentEvent { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Interval of the event that shows the energies of a charging session.</summary>
    public static TimeSpan TotalsEvent { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The time for which the native firmware tries to resolve a name.</summary>
    public static TimeSpan NameResolution { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Interval at which the limit of load sharing becomes a claim.</summary>
    public static TimeSpan Shaper { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Poll interval of the charger's current while a car charges.</summary>
    public static TimeSpan ChargerPoll { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Poll interval of the session's energy while a car charges.</summary>
    public static TimeSpan ChargerEnergyPoll { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Poll interval of the charger's state, temperatures and counters. The charger itself reports most changes of its state.</summary>
    public static TimeSpan ChargerSlowPoll { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Timeout of a RAPI command. In wall-clock time.</summary>
    public static TimeSpan RapiTimeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Delay before reconnecting to the charger.</summary>
    public static TimeSpan RapiReconnect { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Timeout of a request to a peer. In wall-clock time.</summary>
    public static TimeSpan PeerRequest { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The delay after a number of failed attempts to follow a peer.</summary>
    public static TimeSpan PeerBackoff(int failures) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), MaximumBackoff));
}
