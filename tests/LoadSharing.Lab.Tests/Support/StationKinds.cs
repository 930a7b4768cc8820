using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>StationKinds of stations.</summary>
internal static class StationKinds
{
    /// <summary>All in one process, as in a run without options.</summary>
    public static StationKind Virtual { get; } = Of(new VirtualStationProgram(VirtualStation.Program));

    /// <summary>With the latest firmware, which discovers its peers on request only while sharing is off.</summary>
    public static StationKind Latest { get; } = Virtual with
    {
        Firmware = new VirtualFirmware(new VirtualStationProgram(VirtualStation.Program), ApiGeneration.All[^1]),
    };

    /// <summary>A process for each component, as real stations have it.</summary>
    public static StationKind OwnProcesses { get; } = Of(new VirtualStationProgram(VirtualStation.Program) { IsShared = false });

    /// <summary>With another program as firmware, which gets the arguments of the virtual one.</summary>
    public static StationKind WithFirmware(string program) => OwnProcesses with { Firmware = new FirmwareUnderTest(program) };

    /// <summary>A program that the lab runs as a native firmware, each fleet in a namespace, without emulators.</summary>
    public static StationKind WithNativeFirmware(string program) =>
        new(new NoEmulator(), new NoBridge(), new NativeFirmware(program)) { Isolation = IsolationKind.Namespace };

    /// <summary>With another command as emulator.</summary>
    public static StationKind WithEmulator(string program, params IReadOnlyList<string> arguments) =>
        OwnProcesses with { Emulator = new ProcessEmulator("emulator under test", program, arguments) };

    /// <summary>Stations of a given <c>virtual-station</c> program.</summary>
    public static StationKind Of(VirtualStationProgram program) =>
        new(ProcessEmulator.Virtual(program), new DirectBridge(), new VirtualFirmware(program, ApiGeneration.July2026));
}
