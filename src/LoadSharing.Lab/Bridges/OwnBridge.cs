using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Bridges;

/// <summary>
/// <c>virtual-station bridge</c> between the emulator's TCP port and a pseudo-terminal. All bridges share one process. It is ready once the emulator answers,
/// outlives the firmware, records each line with its time, and drops answers that come too late.
/// </summary>
/// <param name="program">The path of <c>virtual-station</c>.</param>
public sealed class OwnBridge(string program) : StationBridge
{
    internal override bool SurvivesFirmware => true;

    internal override Component? Create(StationSpec station, string emulatorHost, ComponentFactory components) => components.Shared(
        station.Component(ComponentKind.Bridge),
        new ProcessCommand(program, ["bridge", "--pty-link", station.PtyLink, "--rapi-tcp", $"{emulatorHost}:{station.Slot.RapiPort}"]),
        Readiness.Exists(station.PtyLink, components.Timeouts.BridgeReady));

    internal override async Task SetFaultAsync(StationSpec station, SerialFaultRequest? fault, LabTimeouts timeouts)
    {
        // virtual-station bridge --help describes it.
        var file = station.PtyLink + ".fault";
        File.Delete(file);
        if (fault is not null)
        {
            // Moved, so that the bridge never reads a part of it.
            await File.WriteAllTextAsync(file + ".new", Text(fault));
            File.Move(file + ".new", file);
        }

        var hangsUp = fault is { Fault: SerialFault.HangUp };
        if (!await Wait.TryUntilAsync(() => Path.Exists(station.PtyLink) != hangsUp, timeouts.BridgeReady, timeouts.ProbeInterval))
        {
            var problem = hangsUp ? "is still there" : "is not there again";
            throw new LabException($"{station.Slot.StationName}: the bridge's terminal {station.PtyLink} {problem}.");
        }
    }

    private static string Text(SerialFaultRequest fault) => fault.Fault switch
    {
        SerialFault.Delay => $"delay {fault.DelayMilliseconds}",
        SerialFault.HangUp => "hang-up",
        var other => other.ToString().ToLowerInvariant(),
    };

    internal override IReadOnlyList<string> FirmwareArguments(StationSpec station, string emulatorHost) => ["--rapi-serial", station.PtyLink];
}
