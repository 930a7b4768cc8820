using System.Globalization;
using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Http;

/// <summary><c>/loadsharing/status</c>: the group as this station sees it.</summary>
internal sealed class GroupStatusEndpoint(IPeerRegistry registry, GroupSettings group)
{
    public const string Path = "/loadsharing/status";

    public HttpReply Answer(HttpCall call) => call.Method == "GET" ? Show() : FirmwareApi.MethodNotAllowed;

    private HttpReply Show() => HttpReply.Json(200, json =>
    {
        var rows = registry.Rows;
        json.WriteStartObject();
        json.WriteBoolean("enabled", group.IsEnabled);
        json.WriteString("group_id", group.GroupId);
        json.WriteString("computed_at", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

        // No controller can be followed yet, and a member without one is in failsafe.
        json.WriteBoolean("failsafe_active", group.IsMember);
        json.WriteNumber("online_count", rows.Count(row => row is { IsJoined: true, IsOnline: true }));
        json.WriteNumber("offline_count", rows.Count(row => row is { IsJoined: true, IsOnline: false }));
        json.WriteStartArray("peers");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            JulyContract.WritePeerFields(json, row);
            json.WriteString("version", "");
            json.WriteNumber("last_seen", 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("allocations");
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
