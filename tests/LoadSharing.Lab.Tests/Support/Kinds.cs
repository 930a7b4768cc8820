using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Stations;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>Kinds of stations.</summary>
internal static class Kinds
{
    /// <summary>As a run without options has them: all in one process.</summary>
    public static StationKind Virtual { get; } = Of(new VirtualStationProgram(VirtualStation.Program));

    /// <summary>Each part a process, as real stations have it.</summary>
    public static StationKind OwnProcesses { get; } = Of(new VirtualStationProgram(VirtualStation.Program) { IsShared = false });

    /// <summary>With another program for a firmware; it gets the arguments of the virtual firmware.</summary>
    public static StationKind WithFirmware(string program) => OwnProcesses with { Firmware = new FirmwareUnderTest(program) };

    /// <summary>A program that the lab runs as a native firmware, each fleet in a namespace, without emulators.</summary>
    public static StationKind WithNativeFirmware(string program) =>
        new(new NoEmulator(), new NoBridge(), new NativeFirmware(program)) { Isolation = IsolationKind.Namespace };

    /// <summary>With another command for an emulator.</summary>
    public static StationKind WithEmulator(string program, params IReadOnlyList<string> arguments) =>
        OwnProcesses with { Emulator = new ProcessEmulator("emulator under test", program, arguments) };

    /// <summary>Stations of a given <c>virtual-station</c> program.</summary>
    public static StationKind Of(VirtualStationProgram program) =>
        new(ProcessEmulator.Virtual(program), new DirectBridge(), new VirtualFirmware(program, ApiGeneration.July2026));
}
