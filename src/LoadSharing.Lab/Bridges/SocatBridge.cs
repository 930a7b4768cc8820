using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Bridges;

/// <summary>socat between the emulator's TCP port and a pseudo-terminal. It exits with the emulator; the lab stops it with the firmware.</summary>
public sealed class SocatBridge : StationBridge
{
    internal override Component? Create(StationSpec station, string emulatorHost, ComponentFactory components)
    {
        // socat refuses to replace the link of a bridge that was killed.
        File.Delete(station.PtyLink);

        // rawer: RAPI ends lines with CR and must not read its own echo. Without wait-slave socat is connected before the firmware sends its first command;
        // with it, that command is lost (docs/decisions/0011-own-bridge.md).
        var command = new ProcessCommand(
            "socat",
            [
                "-d", "-d",
                $"PTY,link={station.PtyLink},rawer",
                $"TCP:{emulatorHost}:{station.Slot.RapiPort},nodelay",
            ])
        {
            Niceness = 0,
        };
        return components.Process(station.Component(ComponentKind.Bridge), command, Readiness.Exists(station.PtyLink, components.Timeouts.BridgeReady));
    }

    internal override IReadOnlyList<string> FirmwareArguments(StationSpec station, string emulatorHost) => ["--rapi-serial", station.PtyLink];
}
