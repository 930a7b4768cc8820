using Build.Containers;
using Build.Options;
using Cake.Core;
using LoadSharing.Lab;
using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Stations;

namespace Build.Suite;

/// <summary>Makes the kind of station and the lab's options from the user's options. Nothing depends on which programs are installed.</summary>
internal static class StationKinds
{
    public static StationKind Of(BuildContext context) => Of(context, context.Options, context.ImageProgram);

    /// <param name="context">The build.</param>
    /// <param name="options">Options with the firmware to test.</param>
    /// <param name="fromImage">The program of their image; null if the firmware is not in an image.</param>
    /// <exception cref="CakeException">The firmware is in an image, and its program is not given.</exception>
    public static StationKind Of(BuildContext context, BuildOptions options, ImageProgram? fromImage)
    {
        if (options.FirmwareImage is not null && fromImage is null)
        {
            throw new CakeException($"{options.Choice.Given}: its program has not been extracted. Leave out --exclusive.");
        }

        StationFirmware firmware = (fromImage?.Path ?? options.FirmwareProgram) is { } program
            ? new NativeFirmware(program, options.TimeFactor, fromImage?.Origin) { Mdns = options.MdnsOf(program), Settings = options.FirmwareConfig }
            : new VirtualFirmware(Virtual(options), options.VirtualContract, options.Choice.Mutant);
        StationBridge bridge = options.IsVirtualFirmware ? new DirectBridge()
            : options.Bridge == BridgeKind.Own ? new OwnBridge(Repository.VirtualStation)
            : new SocatBridge();
        return new StationKind(Emulator(context, options), bridge, firmware) { Isolation = options.Isolation.Kind };
    }

    public static LabOptions LabOptions(BuildContext context, StationKind kind) =>
        new(kind, context.Timeouts, Repository.VirtualStation)
        {
            Generation = context.Options.Contract,
            LogLimit = context.Options.LogLimit,
        };

    public static VirtualStationProgram Virtual(BuildOptions options) =>
        new(Repository.VirtualStation) { IsShared = !options.OwnProcesses, TimeFactor = options.TimeFactor };

    private static StationEmulator Emulator(BuildContext context, BuildOptions options) => options.Emulator.Kind switch
    {
        EmulatorKind.Docker => new DockerEmulator(DockerEngine.OfEnvironment(context), options.EmulatorImage),
        EmulatorKind.Virtual => ProcessEmulator.Virtual(Virtual(options), options.EmulatorBehaviour),
        EmulatorKind.Command => new ProcessEmulator(
            $"emulator '{options.Emulator}'", options.Emulator.Command[0], [.. options.Emulator.Command.Skip(1)]),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Emulator.Kind, null),
    };
}
