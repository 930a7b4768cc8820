using VirtualStation.Browse;
using VirtualStation.Emulator;
using VirtualStation.Firmware;
using VirtualStation.Host;
using VirtualStation.Hosting;

namespace VirtualStation;

/// <summary>The sub-commands.</summary>
internal static class Commands
{
    private const string Usage = $"""
        Usage: virtual-station COMMAND [options]

          {EmulatorCommand.Name}   {EmulatorCommand.Summary}
          {FirmwareCommand.Name}   {FirmwareCommand.Summary}
          {HostCommand.Name}       {HostCommand.Summary}

        'virtual-station COMMAND --help' lists a command's options.

        """;

    private static readonly string Names = $"'{EmulatorCommand.Name}', '{FirmwareCommand.Name}' or '{HostCommand.Name}'";

    /// <summary>Runs a command line to its end.</summary>
    /// <exception cref="StationException">A wrong command or option, or a port that is taken.</exception>
    public static Task RunAsync(IReadOnlyList<string> args, Surroundings around)
    {
        IReadOnlyList<string> options = [.. args.Skip(1)];
        return (args is [var command, ..] ? command : null) switch
        {
            EmulatorCommand.Name => EmulatorCommand.RunAsync(options, around),
            FirmwareCommand.Name => FirmwareCommand.RunAsync(options, around),
            HostCommand.Name => HostCommand.RunAsync(options, around),
            BrowseCommand.Name => BrowseCommand.RunAsync(options, around),
            "--help" or "-h" => around.Output.WriteAsync(Usage),
            null => throw StationException.Usage($"no command given: use {Names}"),
            var unknown => throw StationException.Usage($"unknown command '{unknown}': use {Names}"),
        };
    }
}
