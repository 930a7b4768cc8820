using VirtualStation.Bridge;
using VirtualStation.Browse;
using VirtualStation.CommandLine;
using VirtualStation.Emulator;
using VirtualStation.Firmware;
using VirtualStation.Host;
using VirtualStation.Listen;

namespace VirtualStation;

/// <summary>The commands of <c>virtual-station</c>.</summary>
internal static class Commands
{
    private const string Usage = $"""
        Usage: virtual-station COMMAND [options]

          {EmulatorCommand.Name}   {EmulatorCommand.Summary}
          {FirmwareCommand.Name}   {FirmwareCommand.Summary}
          {StationHostCommand.Name}       {StationHostCommand.Summary}
          {BrowseCommand.Name}     {BrowseCommand.Summary}
          {ListenCommand.Name}     {ListenCommand.Summary}
          {BridgeCommand.Name}     {BridgeCommand.Summary}

        'virtual-station COMMAND --help' lists the options of a command.

        """;

    private static readonly string Names =
        $"'{EmulatorCommand.Name}', '{FirmwareCommand.Name}', '{StationHostCommand.Name}', '{BrowseCommand.Name}', "
        + $"'{ListenCommand.Name}' or '{BridgeCommand.Name}'";

    /// <summary>Runs one command until it completes or is stopped.</summary>
    /// <exception cref="StationException">The command or an option is invalid, or a port is in use.</exception>
    public static Task RunAsync(IReadOnlyList<string> args, CommandEnvironment environment)
    {
        IReadOnlyList<string> options = [.. args.Skip(1)];
        return (args is [var command, ..] ? command : null) switch
        {
            EmulatorCommand.Name => EmulatorCommand.RunAsync(options, environment),
            FirmwareCommand.Name => FirmwareCommand.RunAsync(options, environment),
            StationHostCommand.Name => StationHostCommand.RunAsync(options, environment),
            BrowseCommand.Name => BrowseCommand.RunAsync(options, environment),
            ListenCommand.Name => ListenCommand.RunAsync(options, environment),
            BridgeCommand.Name => BridgeCommand.RunAsync(options, environment),
            "--help" or "-h" => environment.Output.WriteAsync(Usage),
            null => throw StationException.Usage($"no command given: use {Names}"),
            var unknown => throw StationException.Usage($"unknown command '{unknown}': use {Names}"),
        };
    }
}
