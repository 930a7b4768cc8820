using VirtualStation.CommandLine;
using VirtualStation.Firmware.Mutants;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware;

/// <summary><c>virtual-station firmware</c>: a station with the interfaces of the native OpenEVSE firmware.</summary>
internal static class FirmwareCommand
{
    public const string Name = "firmware";
    public const string Summary = "The WiFi firmware of an OpenEVSE charger: HTTP API, mDNS, and RAPI to the charger.";

    /// <summary>Runs the firmware until it is stopped.</summary>
    /// <exception cref="StationException">An option is invalid, or the port is in use.</exception>
    public static async Task RunAsync(IReadOnlyList<string> args, CommandEnvironment environment)
    {
        var arguments = Arguments.Parse(Name, FirmwareOptions.All, args, environment.GetVariable);
        if (arguments.Has(CommandOption.Help))
        {
            await environment.Output.WriteAsync(HelpText.Render(
                Name,
                Summary,
                FirmwareOptions.All,
                "State is stored in the working directory: epoxyeepromdata and epoxyfsdata/. An empty directory is a factory reset.",
                $"A file {UnreachablePeers.FileName} there lists peers, ADDRESS:PORT a line, whose packets are lost in both directions.",
                "Example: virtual-station firmware --rapi-tcp 127.0.0.1:8023 --set-config www_http_port=8000 --set-config hostname=openevse-native-0"));
            return;
        }

        if (FirmwareOptions.ListsMutants(arguments))
        {
            await environment.Output.WriteAsync(MutantCatalog.Render(FirmwareOptions.ReadGeneration(arguments)));
            return;
        }

        var log = new LineLog(environment.Output, environment.Lifecycle);
        await new FirmwareStation(FirmwareOptions.Read(arguments), environment.WorkingDirectory, log, environment.Lifecycle).RunAsync();
    }
}
