using VirtualStation.Runtime;

namespace VirtualStation.Firmware;

/// <summary>The intervals and timeouts of the firmware in wall-clock time, divided by the time factor. Those that depend on other processes are not.</summary>
internal sealed class FirmwareIntervals(SimulatedTime time)
{
    private static readonly TimeSpan MaximumBackoff = TimeSpan.FromSeconds(60);

    /// <summary>Interval at which the discovery task checks whether a sweep is due or requested.</summary>
    public TimeSpan DiscoveryWake { get; } = time.ToWallClock(TimeSpan.FromSeconds(2));

    /// <summary>From the start of a sweep to the start of the next.</summary>
    public TimeSpan DiscoverySweep { get; } = time.ToWallClock(TimeSpan.FromSeconds(10));

    /// <summary>The maximum duration of a sweep.</summary>
    public TimeSpan DiscoveryTimeout { get; } = time.ToWallClock(TimeSpan.FromSeconds(5));

    /// <summary>A sweep that has found every online peer ends when no response arrives for this time.</summary>
    public TimeSpan DiscoveryQuiet { get; } = time.ToWallClock(TimeSpan.FromSeconds(1));

    /// <summary>Interval of the group task: connections to peers, failsafe, and whether a computation is due.</summary>
    public TimeSpan GroupCheck { get; } = time.ToWallClock(TimeSpan.FromMilliseconds(500));

    /// <summary>Interval of the controller's computations, in simulated time.</summary>
    public static TimeSpan Allocation { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Interval of pings to a followed peer.</summary>
    public TimeSpan PeerPing { get; } = time.ToWallClock(TimeSpan.FromSeconds(15));

    /// <summary>Interval at which the status is checked for events on <c>/ws</c>.</summary>
    public TimeSpan EventCheck { get; } = time.ToWallClock(TimeSpan.FromMilliseconds(500));

    /// <summary>Interval of the event that shows the station's MQTT client.</summary>
    public TimeSpan MqttEvent { get; } = time.ToWallClock(TimeSpan.FromSeconds(15));

    /// <summary>Interval of the event that shows the charger.</summary>
    public TimeSpan ChargerEvent { get; } = time.ToWallClock(TimeSpan.FromSeconds(30));

    /// <summary>Interval of the event that shows the current of a charging vehicle.</summary>
    public TimeSpan CurrentEvent { get; } = time.ToWallClock(TimeSpan.FromSeconds(1));

    /// <summary>Interval of the event that shows the energies of a charging session.</summary>
    public TimeSpan TotalsEvent { get; } = time.ToWallClock(TimeSpan.FromSeconds(5));

    /// <summary>The time for which the native firmware tries to resolve a name.</summary>
    public TimeSpan NameResolution { get; } = time.ToWallClock(TimeSpan.FromSeconds(10));

    /// <summary>Interval at which the limit of load sharing becomes a claim.</summary>
    public TimeSpan Shaper { get; } = time.ToWallClock(TimeSpan.FromSeconds(2));

    /// <summary>Poll interval of the charger's current while a car charges.</summary>
    public TimeSpan ChargerPoll { get; } = time.ToWallClock(TimeSpan.FromSeconds(1));

    /// <summary>Poll interval of the session's energy while a car charges.</summary>
    public TimeSpan ChargerEnergyPoll { get; } = time.ToWallClock(TimeSpan.FromSeconds(5));

    /// <summary>Poll interval of the charger's state, temperatures and counters. The charger itself reports most changes of its state.</summary>
    public TimeSpan ChargerSlowPoll { get; } = time.ToWallClock(TimeSpan.FromSeconds(30));

    /// <summary>Timeout of a RAPI command. Independent of the time factor.</summary>
    public TimeSpan RapiTimeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Delay before reconnecting to the charger.</summary>
    public TimeSpan RapiReconnect { get; } = time.ToWallClock(TimeSpan.FromSeconds(1));

    /// <summary>Timeout of a request to a peer. Independent of the time factor.</summary>
    public TimeSpan PeerRequest { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The delay after a number of failed attempts to follow a peer.</summary>
    public TimeSpan PeerBackoff(int failures) => time.ToWallClock(Min(TimeSpan.FromSeconds(Math.Pow(2, failures)), MaximumBackoff));

    /// <summary>The maximum silence of a followed peer, and of the controller of a member.</summary>
    public TimeSpan Heartbeat(double seconds) => time.ToWallClock(TimeSpan.FromSeconds(seconds));

    private static TimeSpan Min(TimeSpan first, TimeSpan second) => first < second ? first : second;
}
