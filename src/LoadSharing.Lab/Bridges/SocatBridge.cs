using System.Globalization;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Bridges;

/// <summary>socat between the emulator's TCP port and a pseudo-terminal; it ends when the firmware closes its end.</summary>
internal sealed class SocatBridge : IBridge
{
    /// <inheritdoc />
    public bool NeedsPtyLink => true;

    /// <inheritdoc />
    public IComponent? Create(StationSetup setup, string emulatorHost)
    {
        var slot = setup.Slot;
        setup.Session.Note(new LinkEntry(slot.PtyLink));

        // rawer: RAPI ends its lines with CR and must see nothing of what it sent itself. wait-slave: the emulator serves one client at a
        // time, so it is called only when the firmware has opened its end.
        //
        // setsid, which macOS has not: socat listens to SIGINT even where it is ignored, and would end on Ctrl-C before the lab ends it.
        string[] socat = OperatingSystem.IsLinux() ? ["setsid", "socat"] : ["socat"];
        var command = new ProcessCommand(
            socat[0],
            [
                .. socat.Skip(1), "-d", "-d",
                $"PTY,link={slot.PtyLink},rawer,wait-slave",
                string.Create(CultureInfo.InvariantCulture, $"TCP:{emulatorHost}:{slot.RapiPort},nodelay"),
            ]);
        var ready = Readiness.Exists(slot.PtyLink, setup.Timeouts.BridgeReady);
        return new ProcessComponent(setup, ComponentKind.Bridge, command, ready);
    }

    /// <inheritdoc />
    public IReadOnlyList<string> FirmwareArguments(StationSetup setup, string emulatorHost) => ["--rapi-serial", setup.Slot.PtyLink];
}
