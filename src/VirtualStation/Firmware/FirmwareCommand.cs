using VirtualStation.CommandLine;
using VirtualStation.Firmware.Defects;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware;

/// <summary><c>virtual-station firmware</c>: the charger's WiFi module.</summary>
internal static class FirmwareCommand
{
    public const string Name = "firmware";
    public const string Summary = "The WiFi module of an OpenEVSE charger: HTTP API, mDNS, and the charger behind it by RAPI.";

    /// <summary>Runs as long as it has power.</summary>
    /// <exception cref="StationException">A wrong option, or a port that is taken.</exception>
    public static async Task RunAsync(IReadOnlyList<string> args, Surroundings around)
    {
        var arguments = Arguments.Parse(Name, FirmwareOptions.All, args, around.Variable);
        if (arguments.Has(FirmwareOptions.Help))
        {
            await around.Output.WriteAsync(HelpText.Of(
                Name,
                Summary,
                FirmwareOptions.All,
                "State lives in the working directory: epoxyeepromdata and epoxyfsdata/. A fresh directory is a factory reset.",
                "Example: virtual-station firmware --rapi-tcp 127.0.0.1:8023 --set-config www_http_port=8000 --set-config hostname=openevse-native-0"));
            return;
        }

        if (FirmwareOptions.AsksForDefects(arguments))
        {
            await around.Output.WriteAsync(DefectTable.Describe(FirmwareOptions.ReadContract(arguments)));
            return;
        }

        await new FirmwareStation(FirmwareOptions.Read(arguments), around.Directory, new LineLog(around.Output, around.Power), around.Power).RunAsync();
    }
}
