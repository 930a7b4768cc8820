using System.Globalization;
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
    // Read once, because JsonProperty.Name creates a string each time.
    private readonly (string Name, JsonElement Value)[] _template =
        [.. generation.StatusTemplate.EnumerateObject().Select(property => (property.Name, property.Value))];

    /// <summary>Writes the document.</summary>
    /// <param name="until">The property before which the document ends; null for the complete document.</param>
    public ReadOnlyMemory<byte> Write(string? until = null) => Write(_template.TakeWhile(property => property.Name != until));

    /// <summary>Writes an object with some of the document's properties.</summary>
    public ReadOnlyMemory<byte> WriteProperties(string[] names) => Write(_template.Where(property => names.Contains(property.Name)));

    private ReadOnlyMemory<byte> Write(IEnumerable<(string Name, JsonElement Value)> properties)
    {
        var reading = charger.Reading;
        return JsonText.WriteObject(json =>
        {
            foreach (var (name, value) in properties)
            {
                json.WritePropertyName(name);
                if (Number(name, reading) is { } number)
                {
                    json.WriteNumberValue(number);
                }
                else
                {
                    WriteOther(json, name, value, reading);
                }
            }
        });
    }

    // Null if the property has no number that changes.
    private double? Number(string name, ChargerReading reading) => name switch
    {
        "comm_sent" => charger.Traffic.Sent,
        "comm_success" => charger.Traffic.Succeeded,
        "rapi_connected" or "evse_connected" => reading.IsConnected ? 1 : 0,

        // The native build reports mA here.
        "amp" => reading.Milliamps,
        "voltage" => reading.Volts,
        "power" => reading.Milliamps / 1000.0 * reading.Volts,
        "pilot" => reading.PilotAmps,
        "max_current" or "loadsharing_max_current" => reading.ConfiguredMaximumAmps,
        "loadsharing_min_current" => reading.MinimumAmps,
        "state" => reading.State,
        "flags" => reading.Flags,
        "vehicle" => reading.HasVehicle ? 1 : 0,
        "manual_override" => manual.Properties is null ? 0 : 1,
        "claims_version" => claims.Version,
        "override_version" => manual.Version,
        "uptime" => Math.Floor(time.Elapsed.TotalSeconds),
        "session_elapsed" or "elapsed" => reading.ElapsedSeconds,
        "session_energy" => reading.SessionWattHours,
        "wattsec" => reading.SessionWattHours * 3600.0,
        "gfcicount" => reading.GfciCount,
        "nogndcount" => reading.NoGroundCount,
        "stuckcount" => reading.StuckRelayCount,
        "config_version" => config.Version,
        "loadsharing_priority" => group.Priority,
        "loadsharing_peers_version" => registry.Version,
        "loadsharing_group_current_total" => reading.Milliamps + registry.Peers.Sum(peer => peer.Status?.Milliamps ?? 0),
        _ => null,
    };

    private void WriteOther(Utf8JsonWriter json, string name, JsonElement value, ChargerReading reading)
    {
        switch (name)
        {
            case "time":
                json.WriteStringValue(DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
                break;
            case "local_time":
                json.WriteStringValue(DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture));
                break;
            case "temp":
                WriteTemperature(json, reading.ClockTemperature ?? reading.SensorTemperature);
                break;
            case "temp1":
                WriteTemperature(json, reading.ClockTemperature);
                break;
            case "temp2":
                WriteTemperature(json, reading.SensorTemperature);
                break;
            case "status":
                json.WriteStringValue(ClaimTarget.Of(claims.All).Properties.State);
                break;
            case "loadsharing_joined_peers":
                WriteJoinedPeers(json, reading);
                break;
            default:
                value.WriteTo(json);
                break;
        }
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
