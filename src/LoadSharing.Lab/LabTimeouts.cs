namespace LoadSharing.Lab;

/// <summary>Every time-out and interval of the lab, in one place; <c>--timeout-factor</c> stretches the time-outs.</summary>
/// <param name="Factor">What each time-out is multiplied by.</param>
internal sealed record LabTimeouts(double Factor)
{
    /// <summary>Emulator start to its first 200: 0.2 s as a process, 0.9 s as a container (facts/emulator.md), on an idle machine.</summary>
    public TimeSpan EmulatorReady => Scaled(30);

    /// <summary>socat start to its PTY link.</summary>
    public TimeSpan BridgeReady => Scaled(10);

    /// <summary>Start of a fleet's message bus or Avahi: 20 and 40 ms, on an idle machine.</summary>
    public TimeSpan NetworkReady => Scaled(15);

    /// <summary>Firmware start to its first 200 on <c>/config</c>: 5 s on a build that blocks in mDNS (facts/firmware.md), on an idle machine.</summary>
    public TimeSpan FirmwareReady => Scaled(45);

    /// <summary>One probe of readiness: a firmware may freeze for 5 s and then answer.</summary>
    public TimeSpan Probe => Scaled(8);

    /// <summary>Between two probes.</summary>
    public TimeSpan ProbeInterval { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>One look of an observer at an mDNS link: shared answers wait up to 120 ms (RFC 6762, 6), a lost packet is asked for again after 1 s.</summary>
    public TimeSpan Look => Scaled(1.5);

    /// <summary>One look of Avahi's browser: it knows when it has told all, and may take twice as long.</summary>
    public TimeSpan AvahiLook => 2 * Look;

    /// <summary>One look of our own browser as a program, with its start and end: 0.1 s more, on an idle machine.</summary>
    public TimeSpan OwnLook => Scaled(15);

    /// <summary>How long what earlier fleets published may linger on a shared link.</summary>
    public TimeSpan LinkClears => Scaled(15);

    /// <summary>SIGTERM to SIGKILL: a firmware ends in 240 ms, an emulator's source in 2.3 s.</summary>
    public TimeSpan Terminate => Scaled(5);

    /// <summary>SIGKILL to giving up.</summary>
    public TimeSpan Kill => Scaled(5);

    /// <summary>One docker command that neither pulls nor builds.</summary>
    public TimeSpan Docker => Scaled(60);

    /// <summary>How long a fleet waits for its turn and its stations.</summary>
    public TimeSpan Lease => Scaled(300);

    private TimeSpan Scaled(double seconds) => TimeSpan.FromSeconds(seconds * Factor);
}
