using System.Globalization;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary><c>/loadsharing/status</c>: the load sharing group as this station sees it.</summary>
internal sealed class GroupStatusEndpoint(IPeerRegistry registry, GroupSettings group)
{
    public const string Path = "/loadsharing/status";

    public ApiResponse Handle(ApiRequest request) => request.Method == "GET" ? GetStatus() : FirmwareRouter.MethodNotAllowed;

    private ApiResponse GetStatus() => ApiResponse.JsonObject(200, json =>
    {
        var peers = registry.Peers;
        json.WriteBoolean("enabled", group.IsEnabled);
        json.WriteString("group_id", group.GroupId);
        json.WriteString("computed_at", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

        // The virtual firmware does not receive allocations, and a member without an allocation is in failsafe.
        json.WriteBoolean("failsafe_active", group.IsMember);
        json.WriteNumber("online_count", peers.Count(peer => peer is { IsJoined: true, IsOnline: true }));
        json.WriteNumber("offline_count", peers.Count(peer => peer is { IsJoined: true, IsOnline: false }));
        json.WriteStartArray("peers");
        foreach (var peer in peers)
        {
            json.WriteStartObject();
            Generation202607.WritePeerFields(json, peer);
            json.WriteString("version", "");
            json.WriteNumber("last_seen", 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("allocations");
        json.WriteEndArray();
    });
}
