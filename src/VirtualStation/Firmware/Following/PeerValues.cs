using System.Text.Json;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Following;

/// <summary>The values that a station has read from the documents and events of a followed peer.</summary>
internal sealed record PeerValues
{
    /// <summary>The device id; empty before the settings were read.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public PeerStatus Status { get; init; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>The version of the peer's settings in its last message.</summary>
    public double ConfigVersion { get; init; }

    /// <summary>The version whose settings were read; null before that.</summary>
    public double? ReadVersion { get; init; }

    /// <summary>Takes over the properties of a status or an event. It has some of them only.</summary>
    public PeerValues With(JsonElement status, FirmwareGeneration generation) => this with
    {
        Status = new PeerStatus(
            Number(status, "amp", Status.Milliamps),
            Number(status, "voltage", Status.Volts),
            Number(status, "pilot", Status.PilotAmps),
            Number(status, "vehicle", Status.Vehicle),
            Number(status, "state", Status.State),
            generation.ReadsLimitsOfPeers ? Status.MinimumAmps : Number(status, "loadsharing_min_current", Status.MinimumAmps),
            generation.ReadsLimitsOfPeers ? Status.MaximumAmps : Number(status, "loadsharing_max_current", Status.MaximumAmps))
        {
            Priority = Number(status, "loadsharing_priority", Status.Priority),
        },
        ConfigVersion = Number(status, "config_version", ConfigVersion),
    };

    /// <summary>Takes over the identity of the peer, and since 2026-09 the limits of its charger, from its settings.</summary>
    public PeerValues WithConfig(JsonElement config, FirmwareGeneration generation) => this with
    {
        Id = JsonText.Text(config, "wifi_serial")?.ToLowerInvariant() ?? "",
        Name = JsonText.Text(config, "hostname") ?? "",
        Status = !generation.ReadsLimitsOfPeers ? Status : Status with
        {
            MinimumAmps = Number(config, "min_current_hard", 0),
            MaximumAmps = Number(config, "max_current_soft", 0),
        },
        ReadVersion = ConfigVersion,
    };

    private static double Number(JsonElement document, string name, double absent) =>
        document.TryGetProperty(name, out var value) ? JsonText.ToNumber(value) : absent;
}
