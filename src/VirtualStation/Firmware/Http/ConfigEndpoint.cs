using System.Text.Json;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Http;

/// <summary><c>/config</c>: the settings.</summary>
internal sealed class ConfigEndpoint(Contract contract, ConfigDocument config, GroupSettings group, IPeerRegistry registry, ChargerMonitor charger)
{
    public const string Path = "/config$";
    private const int MaximumDepth = 10;

    public HttpReply Answer(HttpCall call) => call.Method switch
    {
        "GET" => HttpReply.Json(200, json => config.Write(json, Live(charger.Reading))),
        "POST" => Change(call),
        "OPTIONS" => new HttpReply(200, "application/json", default),
        _ => new HttpReply(405, "application/json", default),
    };

    private static Dictionary<string, Action<Utf8JsonWriter>> Live(ChargerReading reading) => new()
    {
        ["firmware"] = json => json.WriteStringValue(reading.Firmware),
        ["protocol"] = json => json.WriteStringValue(reading.Protocol),
        ["evse_serial"] = json => json.WriteStringValue(reading.Serial),
        ["max_current_soft"] = json => json.WriteNumberValue(reading.ConfiguredMaximumAmps),
        ["min_current_hard"] = json => json.WriteNumberValue(reading.MinimumAmps),
        ["max_current_hard"] = json => json.WriteNumberValue(reading.HardwareMaximumAmps),
    };

    private HttpReply Change(HttpCall call)
    {
        if (JsonText.FirstValue(call.Body.Span, MaximumDepth) is not { } body)
        {
            return HttpReply.Message(400, "Could not parse JSON");
        }

        var changed = false;
        string? released = null;
        if (body.ValueKind == JsonValueKind.Object)
        {
            var role = body.TryGetProperty(GroupSettings.RoleName, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
            if (contract.HasRoles && group.IsMember)
            {
                if (role is not (GroupSettings.MemberRole or "") && body.EnumerateObject().Any(property => property.Name.StartsWith(GroupSettings.Prefix, StringComparison.Ordinal)))
                {
                    return PeersEndpoint.ReadOnly;
                }

                // Released by its controller, a member forgets it.
                released = role is "" && group.Controller.Length > 0 ? group.Controller : null;
            }

            // First the role: who sees that the row has changed finds no member any more, as in the real firmware, which does both in one go.
            changed = config.Change(body);
            if (released is not null)
            {
                registry.Remove(released);
            }
        }

        return HttpReply.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("config_version", config.Version);
            json.WriteString("msg", changed ? "done" : "no change");
            json.WriteEndObject();
        });
    }
}
