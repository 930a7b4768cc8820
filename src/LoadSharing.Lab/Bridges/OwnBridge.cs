using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

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

    internal override IReadOnlyList<string> FirmwareArguments(StationSpec station, string emulatorHost) => ["--rapi-serial", station.PtyLink];
}
