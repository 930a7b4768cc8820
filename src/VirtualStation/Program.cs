using VirtualStation;
using VirtualStation.Emulator;
using VirtualStation.Firmware;

const string Usage = $"""
    Usage: virtual-station COMMAND [options]

      {EmulatorCommand.Name}   {EmulatorCommand.Summary}
      {FirmwareCommand.Name}   {FirmwareCommand.Summary}

    'virtual-station COMMAND --help' lists a command's options.

    """;

try
{
    switch (args.FirstOrDefault())
    {
        case EmulatorCommand.Name:
            await EmulatorCommand.RunAsync(args[1..], Console.Out);
            return ExitCode.Success;
        case FirmwareCommand.Name:
            await FirmwareCommand.RunAsync(args[1..], Console.Out);
            return ExitCode.Success;
        case "--help" or "-h":
            await Console.Out.WriteAsync(Usage);
            return ExitCode.Success;
        case null:
            throw StationException.Usage($"no command given: use '{EmulatorCommand.Name}' or '{FirmwareCommand.Name}'");
        case var unknown:
            throw StationException.Usage($"unknown command '{unknown}': use '{EmulatorCommand.Name}' or '{FirmwareCommand.Name}'");
    }
}
catch (StationException failure)
{
    await Console.Error.WriteLineAsync($"virtual-station: {failure.Message}");
    return failure.ExitCode;
}
