using Build.Lab.Bridges;
using Build.Lab.Emulators;
using Build.Lab.Firmware;
using Build.Lab.Stations;
using Build.Options;

namespace Build.Tests.Support;

/// <summary>Kinds of stations.</summary>
internal static class Kinds
{
    /// <summary>As a run without options has them.</summary>
    public static StationKind Virtual { get; } = new(VirtualEmulator, new DirectBridge(), new VirtualFirmware(Repository.VirtualStation, isHosted: false, Contract.July2026));

    private static ProcessEmulator VirtualEmulator => new(StationKind.VirtualEmulatorName, Repository.VirtualStation, ["emulator"]);

    /// <summary>With another program for a firmware; it is given what the virtual one is given.</summary>
    public static StationKind WithFirmware(string program) => Virtual with { Firmware = new FirmwareUnderTest(program) };

    /// <summary>With another command for an emulator.</summary>
    public static StationKind WithEmulator(string program, params IReadOnlyList<string> arguments) =>
        Virtual with { Emulator = new ProcessEmulator("emulator under test", program, arguments) };
}
