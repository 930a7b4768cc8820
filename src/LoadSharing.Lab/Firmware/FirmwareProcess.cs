using System.Globalization;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Firmware;

/// <summary>What native and virtual firmware have in common: the command line, the environment and the working directory of facts/firmware.md.</summary>
internal static class FirmwareProcess
{
    /// <summary>Makes the part.</summary>
    /// <param name="setup">The station.</param>
    /// <param name="program">The firmware's program.</param>
    /// <param name="leading">Arguments before those that every firmware gets.</param>
    /// <param name="serial">What it is told of its serial line.</param>
    /// <param name="end">How it is ended with its station; a restart says how it wants it.</param>
    /// <param name="isHosted">Whether it shares a process with other virtual stations.</param>
    /// <param name="environment">Variables besides those that every firmware gets.</param>
    public static IComponent Create(
        StationSetup setup,
        string program,
        IEnumerable<string> leading,
        IReadOnlyList<string> serial,
        ProcessSignal end = ProcessSignal.Terminate,
        bool isHosted = false,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var port = setup.FirmwarePort.ToString(CultureInfo.InvariantCulture);
        var command = new ProcessCommand(
            program, [.. leading, .. serial, "--set-config", $"www_http_port={port}", "--set-config", $"hostname={setup.HostName}"])
        {
            // Without an id of its own every instance is the same device, and stations take each other for themselves.
            Environment = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { ["OPENEVSE_CHIP_ID"] = setup.ChipId.ToString() },
            WorkingDirectory = setup.StateDirectory,
            End = end,
        };
        var config = new Uri(IFirmware.Url(setup), "config");
        var ready = Readiness.Http(setup.Http, config, setup.Timeouts, setup.Timeouts.FirmwareReady);
        return isHosted
            ? new HostedComponent(setup, ComponentKind.Firmware, command, ready)
            : new ProcessComponent(setup, ComponentKind.Firmware, setup.Network.Inside(command), ready);
    }
}
