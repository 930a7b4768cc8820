using System.Text.Json;
using StationTime;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Endpoints;

/// <summary>The document of <c>/status</c>: the state of the station and its charger.</summary>
internal sealed class StatusDocument(
    FirmwareGeneration generation,
    ConfigDocument config,
    GroupSettings group,
    IPeerRegistry registry,
    ChargerMonitor charger,
    ManualOverride manual,
    IClaims claims,
    SimulatedTime time)
{
    /// <summary>Writes the document.</summary>
    /// <param name="until">The property before which the document ends; null for the complete document.</param>
    public ReadOnlyMemory<byte> Write(string? until = null) =>
        Write(generation.StatusTemplate.EnumerateObject().TakeWhile(property => property.Name != until));

    /// <summary>Writes an object with some of the document's properties.</summary>
    public ReadOnlyMemory<byte> WriteProperties(IEnumerable<string> names) =>
        Write(generation.StatusTemplate.EnumerateObject().Where(property => names.Contains(property.Name)));

    private ReadOnlyMemory<byte> Write(IEnumerable<JsonProperty> properties)
    {
        var live = Live(charger.Reading);
        return JsonText.WriteObject(json =>
        {
            foreach (var property in properties)
            {
                live.Write(json, property.Name, property.Value);
            }
        });
    }

    private LiveValues Live(ChargerReading reading)
    {
        var now = DateTime.UtcNow;
        var traffic = charger.Traffic;
        return new LiveValues()
            .Set("time", now.ToString("yyyy-MM-ddTHH:mm:ssZ"))
            .Set("local_time", now.ToString("yyyy-MM-ddTHH:mm:ss+0000"))
            .Set("temp", json => WriteTemperature(json, reading.ClockTemperature ?? reading.SensorTemperature))
            .Set("temp1", json => WriteTemperature(json, reading.ClockTemperature))
            .Set("temp2", json => WriteTemperature(json, reading.SensorTemperature))
            .Set("comm_sent", traffic.Sent)
            .Set("comm_success", traffic.Succeeded)
            .Set("rapi_connected", reading.IsConnected ? 1 : 0)
            .Set("evse_connected", reading.IsConnected ? 1 : 0)

            // The native build reports mA here.
            .Set("amp", reading.Milliamps)
            .Set("voltage", reading.Volts)
            .Set("power", reading.Milliamps / 1000.0 * reading.Volts)
            .Set("pilot", reading.PilotAmps)
            .Set("max_current", reading.ConfiguredMaximumAmps)
            .Set("state", reading.State)
            .Set("status", ClaimTarget.Of(claims.All).Properties.State!)
            .Set("manual_override", manual.Properties is null ? 0 : 1)
            .Set("claims_version", claims.Version)
            .Set("override_version", manual.Version)
            .Set("flags", reading.Flags)
            .Set("vehicle", reading.HasVehicle ? 1 : 0)
            .Set("uptime", Math.Floor(time.Elapsed.TotalSeconds))
            .Set("session_elapsed", reading.ElapsedSeconds)
            .Set("elapsed", reading.ElapsedSeconds)
            .Set("session_energy", reading.SessionWattHours)
            .Set("wattsec", reading.SessionWattHours * 3600.0)
            .Set("gfcicount", reading.GfciCount)
            .Set("nogndcount", reading.NoGroundCount)
            .Set("stuckcount", reading.StuckRelayCount)
            .Set("config_version", config.Version)
            .Set("loadsharing_min_current", reading.MinimumAmps)
            .Set("loadsharing_max_current", reading.ConfiguredMaximumAmps)
            .Set("loadsharing_priority", json => json.WriteNumberValue(group.Priority))
            .Set("loadsharing_peers_version", registry.Version)
            .Set("loadsharing_group_current_total", reading.Milliamps + registry.Peers.Sum(peer => peer.Status?.Milliamps ?? 0))
            .Set("loadsharing_joined_peers", json => WriteJoinedPeers(json, reading));
    }

    private void WriteJoinedPeers(Utf8JsonWriter json, ChargerReading reading)
    {
        json.WriteStartArray();
        foreach (var peer in registry.Peers.Where(peer => peer.IsJoined))
        {
            json.WriteStartObject();
            json.WriteString("hostname", peer.Host);
            json.WriteString("id", peer.Id);
            json.WriteString("name", peer.Name);
            if ((peer.IsLocal ? PeerStatus.From(reading) : peer.Status) is { } status)
            {
                status.Write(json, generation.HasPeerPriorities ? peer.Priority : peer.IsLocal ? group.Priority : status.Priority);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTemperature(Utf8JsonWriter json, int? tenths)
    {
        if (tenths is { } value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteBooleanValue(false);
        }
    }
}
