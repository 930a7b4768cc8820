using Build.Containers;
using System.Globalization;
using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Hosting;
using Build.Options;

namespace Build;

/// <summary>Makes the kind of station that the user asked for; nothing is guessed from what happens to be installed.</summary>
internal static class StationKinds
{
    /// <summary>The kind of station.</summary>
    public static StationKind Of(BuildContext context)
    {
        var options = context.Options;
        IFirmware firmware = options.FirmwareProgram is { } program
            ? new NativeFirmware(program, options.TimeFactor)
            : new VirtualFirmware(Virtual(options), options.Contract ?? ApiGeneration.July2026);
        IBridge bridge = options.IsVirtualFirmware ? new DirectBridge() : new SocatBridge();
        return new StationKind(Emulator(context, options), bridge, firmware) { Isolation = options.Isolation.Kind };
    }

    /// <summary>This repo's own program, as the options want it to run.</summary>
    public static VirtualProgram Virtual(BuildOptions options) =>
        new(Repository.VirtualStation) { IsShared = !options.OwnProcesses, TimeFactor = options.TimeFactor };

    private static IEmulator Emulator(BuildContext context, BuildOptions options) => options.Emulator.Kind switch
    {
        EmulatorKind.Docker => new DockerEmulator(DockerEngine.OfEnvironment(context), options.EmulatorImage),
        EmulatorKind.Virtual => ProcessEmulator.Virtual(Virtual(options)),
        EmulatorKind.Command => new ProcessEmulator(
            string.Create(CultureInfo.InvariantCulture, $"emulator '{options.Emulator}'"), options.Emulator.Arguments[0], [.. options.Emulator.Arguments.Skip(1)]),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Emulator.Kind, null),
    };
}
