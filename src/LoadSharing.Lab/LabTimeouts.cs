namespace LoadSharing.Lab;

/// <summary>Timeouts and poll intervals of components, networks and processes. Poll intervals are not multiplied by the factor.</summary>
/// <param name="Factor">The factor by which each timeout is multiplied.</param>
public sealed record LabTimeouts(double Factor)
{
    /// <summary>From the start of an emulator to its first 200. Measured on an idle machine: 0.2 s as a process, 0.9 s in a container.</summary>
    public TimeSpan EmulatorReady => Scaled(30);

    /// <summary>From the start of a bridge to the existence of its pseudo-terminal link; also until a fault of the line acts.</summary>
    public TimeSpan BridgeReady => Scaled(10);

    /// <summary>From the exit of a bridge to that of the emulator or firmware that caused it.</summary>
    public TimeSpan BridgeCause => Scaled(0.5);

    /// <summary>From the start of a namespace's D-Bus or Avahi to its readiness. Measured on an idle machine: 20 and 40 ms.</summary>
    public TimeSpan NetworkReady => Scaled(15);

    /// <summary>From the start of a firmware to its first 200 on <c>/config</c>: 5 s on an idle machine for a build that blocks in mDNS queries.</summary>
    public TimeSpan FirmwareReady => Scaled(45);

    /// <summary>One readiness probe. A firmware that blocks in an mDNS query answers after 5 s.</summary>
    public TimeSpan Probe => Scaled(8);

    /// <summary>The first interval between two readiness probes.</summary>
    public TimeSpan ProbeInterval { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>One mDNS query: a shared answer is delayed by up to 120 ms (RFC 6762, section 6), and a lost packet is sent again after 1 s.</summary>
    public TimeSpan Browse => Scaled(1.5);

    /// <summary>One run of <c>avahi-browse</c>, which exits when it has resolved every service.</summary>
    public TimeSpan AvahiBrowse => 2 * Browse;

    /// <summary>One run of <c>virtual-station browse</c>, with the start and the exit of its process.</summary>
    public TimeSpan BrowserProcess => Scaled(15);

    /// <summary>The longest time for which services of stopped fleets remain visible on a shared mDNS link.</summary>
    public TimeSpan LinkClear => Scaled(15);

    /// <summary>From SIGTERM to SIGKILL. Measured: a firmware exits within 0.24 s.</summary>
    public TimeSpan Terminate => Scaled(5);

    /// <summary>The same for an emulator, which saves nothing. The public one would take 2 s to exit.</summary>
    public TimeSpan TerminateEmulator => Scaled(0.25);

    /// <summary>From SIGKILL to the error that the process still runs.</summary>
    public TimeSpan Kill => Scaled(5);

    /// <summary>The same for processes of a tree. On a busy machine, the kernel took more than 5 s to end one in a namespace.</summary>
    public TimeSpan KillTree => Scaled(20);

    private TimeSpan Scaled(double seconds) => TimeSpan.FromSeconds(seconds * Factor);
}
