using System.Globalization;
using System.Net;
using LoadSharing.Lab.Hosting;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Emulators;

/// <summary>An emulator that is a process of this machine: this repo's own, or one that a command starts.</summary>
/// <param name="description">What it is, for reports.</param>
/// <param name="program">The program.</param>
/// <param name="arguments">Its arguments; ports are given by environment, as the OpenEVSE emulator wants them.</param>
/// <param name="end">How it is ended: SIGKILL for one that has nothing to save, SIGTERM for a stranger's.</param>
/// <param name="isHosted">Whether it shares a process with other virtual stations.</param>
/// <param name="environment">Variables besides those that every emulator gets.</param>
internal sealed class ProcessEmulator(
    string description,
    string program,
    IReadOnlyList<string> arguments,
    ProcessSignal end = ProcessSignal.Terminate,
    bool isHosted = false,
    IReadOnlyDictionary<string, string?>? environment = null) : IEmulator
{
    /// <summary>What this repo's emulator is called in reports.</summary>
    public const string VirtualName = "virtual emulator";

    /// <inheritdoc />
    public string Description { get; } = description;

    /// <inheritdoc />
    public bool SharesProcess => isHosted;

    /// <inheritdoc />
    public string Host { get; } = IPAddress.Loopback.ToString();

    /// <summary>The emulator of this repo.</summary>
    public static ProcessEmulator Virtual(VirtualProgram program) => new(
        VirtualName,
        program.Path,
        ["emulator", "--time-factor", program.TimeFactor.ToString(CultureInfo.InvariantCulture)],
        ProcessSignal.Kill,
        program.IsShared,
        RuntimeVariables.NoDiagnostics);

    /// <inheritdoc />
    public IComponent Create(StationSetup setup)
    {
        var slot = setup.Slot;
        var command = new ProcessCommand(program, arguments)
        {
            Environment = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
            {
                ["WEB_HOST"] = Host,
                ["WEB_PORT"] = slot.EmulatorPort.ToString(CultureInfo.InvariantCulture),
                ["SERIAL_MODE"] = "tcp",
                ["SERIAL_TCP_PORT"] = slot.RapiPort.ToString(CultureInfo.InvariantCulture),

                // Python holds back what it prints into a file until 8 KiB are full, and a killed one loses it.
                ["PYTHONUNBUFFERED"] = "1",
            },
            End = end,
        };
        var status = new Uri(((IEmulator)this).Url(slot), "api/status");
        var ready = Readiness.Http(setup.Http, status, setup.Timeouts, setup.Timeouts.EmulatorReady);
        return isHosted ? new HostedComponent(setup, ComponentKind.Emulator, command, ready) : new ProcessComponent(setup, ComponentKind.Emulator, command, ready);
    }
}
