using VirtualStation.Hosting;

namespace VirtualStation.Firmware;

/// <summary>Every time the firmware waits for, by name, shortened by the time factor.</summary>
internal sealed class FirmwareIntervals(TimeScale time)
{
    /// <summary>How often the discovery task wakes and looks whether a sweep is due or asked for.</summary>
    public TimeSpan DiscoveryWake { get; } = time.Real(TimeSpan.FromSeconds(2));

    /// <summary>From the start of one sweep to the start of the next.</summary>
    public TimeSpan DiscoverySweep { get; } = time.Real(TimeSpan.FromSeconds(10));

    /// <summary>The longest a sweep listens. The network's time: never shortened below what a question, its answer and a repetition take (RFC 6762 §5.2).</summary>
    public TimeSpan DiscoveryTimeout { get; } = TimeSpan.FromTicks(Math.Max(time.Real(TimeSpan.FromSeconds(5)).Ticks, TimeSpan.FromSeconds(2).Ticks));

    /// <summary>How long a sweep that has seen everybody who is online goes on listening after the last. The network's time: never shortened.</summary>
    public TimeSpan DiscoveryQuiet { get; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the charger's state, current and pilot are read.</summary>
    public TimeSpan ChargerPoll { get; } = time.Real(TimeSpan.FromSeconds(1));

    /// <summary>How often its temperatures, counters and limits are read.</summary>
    public TimeSpan ChargerSlowPoll { get; } = time.Real(TimeSpan.FromSeconds(30));

    /// <summary>How long the charger may take to answer. Its own time: never shortened.</summary>
    public TimeSpan RapiTimeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause before a lost charger is looked for again.</summary>
    public TimeSpan RapiReconnect { get; } = time.Real(TimeSpan.FromSeconds(1));

    /// <summary>How long another station may take to answer. Its own time: never shortened.</summary>
    public TimeSpan PeerRequest { get; } = TimeSpan.FromSeconds(10);
}
