using LoadSharing.Lab.Components;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Firmware;

/// <summary>Creates the firmware of a lab's stations.</summary>
public abstract class StationFirmware
{
    // A firmware waits for some answers of the charger in a busy loop. The kernel passes them on in a thread of its own, which then waits for the processor.
    private const int Niceness = 10;

    // A native build wakes up 1,000 times a second and has nothing to do most of the time; with this it wakes up 200 times.
    private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(5);

    private protected StationFirmware()
    {
    }

    /// <summary>The description for reports.</summary>
    public abstract string Description { get; }

    /// <summary>The factor by which the firmware's time runs faster than the wall clock.</summary>
    public virtual double TimeFactor => 1;

    /// <summary>The generations that <see cref="WithGeneration"/> accepts.</summary>
    internal virtual IReadOnlyList<ApiGeneration> Generations => [];

    /// <summary>Whether each fleet has its own mDNS link in any network; else all stations in a network share its mDNS.</summary>
    internal abstract bool HasOwnLink { get; }

    /// <summary>Whether a namespace of its fleets needs D-Bus and Avahi. Else each station has an address of its own there.</summary>
    internal virtual bool NeedsAvahi => true;

    /// <summary>Whether it supports <see cref="StationSpec.Uptime"/>.</summary>
    internal virtual bool SetsUptime => false;

    /// <summary>Whether the firmware of all stations shares a process.</summary>
    internal virtual bool SharesProcess => false;

    /// <summary>The same kind of firmware with another generation of its API, and without a mutant.</summary>
    internal virtual StationFirmware WithGeneration(ApiGeneration other) => throw new NotSupportedException($"{Description} has one generation.");

    /// <summary>Creates the firmware of a station.</summary>
    /// <param name="station">The station.</param>
    /// <param name="serialArguments">The arguments for its serial line.</param>
    /// <param name="network">The network of its fleet.</param>
    /// <param name="components">Creates components.</param>
    internal abstract Component Create(StationSpec station, IReadOnlyList<string> serialArguments, INetwork network, ComponentFactory components);

    /// <summary>Makes these peers, and no others, unreachable for a station.</summary>
    /// <exception cref="LabException">Neither the firmware nor the network supports it.</exception>
    internal virtual Task SetUnreachableAsync(StationSpec station, IReadOnlyList<StationSpec> peers, INetwork network) =>
        network.SetUnreachableAsync(station, peers);

    /// <summary>The command of a firmware with the arguments and variables that every firmware gets.</summary>
    internal static ProcessCommand Command(StationSpec station, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var port = station.FirmwarePort.ToString();
        return new ProcessCommand(program, [.. arguments, "--set-config", $"www_http_port={port}", "--set-config", $"hostname={station.HostName}"])
        {
            // Without this variable all stations publish the same device id and take each other for themselves.
            Environment = new Dictionary<string, string?>(environment) { ["OPENEVSE_CHIP_ID"] = station.ChipId.ToString() },
            IsForeign = true,
            Niceness = Niceness,
            TimerSlack = TimerSlack,
            WorkingDirectory = station.StateDirectory,
        };
    }

    /// <summary>Ready when <c>GET /config</c> returns 200.</summary>
    internal static Readiness Ready(StationSpec station, ComponentFactory components) =>
        components.HttpReadiness(new Uri(station.FirmwareUrl, "config"), components.Timeouts.FirmwareReady);
}
