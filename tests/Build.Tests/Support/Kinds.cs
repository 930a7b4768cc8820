using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Hosting;
using LoadSharing.Lab.Stations;

namespace Build.Tests.Support;

/// <summary>Kinds of stations.</summary>
internal static class Kinds
{
    /// <summary>As a run without options has them: all in one process.</summary>
    public static StationKind Virtual { get; } = Of(new VirtualProgram(Repository.VirtualStation));

    /// <summary>Each part a process, as real stations have it.</summary>
    public static StationKind OwnProcesses { get; } = Of(new VirtualProgram(Repository.VirtualStation) { IsShared = false });

    /// <summary>With another program for a firmware; it is given what the virtual one is given.</summary>
    public static StationKind WithFirmware(string program) => OwnProcesses with { Firmware = new FirmwareUnderTest(program) };

    /// <summary>With another command for an emulator.</summary>
    public static StationKind WithEmulator(string program, params IReadOnlyList<string> arguments) =>
        OwnProcesses with { Emulator = new ProcessEmulator("emulator under test", program, arguments) };

    /// <summary>Of a program of this repo's stations.</summary>
    public static StationKind Of(VirtualProgram program) => new(ProcessEmulator.Virtual(program), new DirectBridge(), new VirtualFirmware(program, ApiGeneration.July2026));
}
