using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Emulators;

/// <summary>An emulator that is a process of this machine. It reads its ports from environment variables, as the OpenEVSE emulator does.</summary>
public sealed class ProcessEmulator : StationEmulator
{
    private readonly string _program;
    private readonly IReadOnlyList<string> _arguments;
    private readonly VirtualStationProgram? _virtual;

    /// <summary>An emulator that a command starts.</summary>
    /// <param name="description">The description for reports.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">The arguments.</param>
    public ProcessEmulator(string description, string program, IReadOnlyList<string> arguments)
    {
        Description = description;
        _program = program;
        _arguments = arguments;
    }

    private ProcessEmulator(VirtualStationProgram program, EmulatorBehaviour behaviour)
        : this(
            behaviour == EmulatorBehaviour.Charger ? "virtual emulator that behaves as a charger" : "virtual emulator",
            program.Path,
            ["emulator", "--behaviour", behaviour == EmulatorBehaviour.Charger ? "charger" : "public"])
    {
        _virtual = program;
        Behaviour = behaviour;
    }

    /// <inheritdoc />
    public override string Description { get; }

    internal EmulatorBehaviour Behaviour { get; }

    internal bool IsVirtual => _virtual is not null;

    internal override bool SharesProcess => _virtual is { IsShared: true };

    /// <summary>The emulator of <c>virtual-station</c>.</summary>
    public static ProcessEmulator Virtual(VirtualStationProgram program, EmulatorBehaviour behaviour = EmulatorBehaviour.Public) => new(program, behaviour);

    internal override Component Create(StationSpec station, ComponentFactory components)
    {
        var slot = station.Slot;
        var command = new ProcessCommand(_program, _virtual is null ? _arguments : [.. _arguments, .. components.TimeArguments(_virtual)])
        {
            Environment = new Dictionary<string, string?>(IsVirtual ? RuntimeVariables.NoDiagnostics : new Dictionary<string, string?>())
            {
                ["WEB_HOST"] = Host,
                ["WEB_PORT"] = slot.EmulatorPort.ToString(),
                ["SERIAL_MODE"] = "tcp",
                ["SERIAL_TCP_PORT"] = slot.RapiPort.ToString(),

                // Python buffers 8 KiB of output to a file, which would be lost if the process is killed.
                ["PYTHONUNBUFFERED"] = "1",
            },
            IsForeign = true,
            Niceness = 0,

            // SIGTERM is for a script that starts another program, such as `docker run`.
            StopSignal = IsVirtual ? ProcessSignal.Kill : ProcessSignal.Terminate,
            StopTimeout = components.Timeouts.TerminateEmulator,
        };
        var spec = station.Component(ComponentKind.Emulator);
        var ready = components.HttpReadiness(new Uri(Url(slot), "api/status"), components.Timeouts.EmulatorReady);
        return SharesProcess ? components.Shared(spec, command, ready) : components.Process(spec, command, ready);
    }
}
