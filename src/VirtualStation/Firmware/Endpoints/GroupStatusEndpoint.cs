using System.Globalization;
using System.Text.Json;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary><c>/loadsharing/status</c>: the load sharing group as this station sees it.</summary>
internal sealed class GroupStatusEndpoint(FirmwareGeneration generation, IPeerRegistry registry, GroupSettings group, ChargerMonitor charger)
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
            WritePeer(json, peer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (generation.HasPeerPriorities && group.IsMember)
        {
            var offline = string.Join(", ", peers.Where(peer => peer is { IsJoined: true, IsOnline: false }).Select(peer => peer.Host));
            json.WriteString("failsafe_reason", offline.Length > 0 ? $"peer offline: {offline}" : "no allocation from controller");
        }

        json.WriteStartArray("allocations");
        json.WriteEndArray();
    });

    private void WritePeer(Utf8JsonWriter json, PeerEntry peer)
    {
        peer.WriteFields(json, generation);
        json.WriteString("version", "");
        if (generation.HasPeerPriorities)
        {
            json.WriteNumber("priority", peer.Priority);
        }

        json.WriteNumber("last_seen", 0);
        if (Status(peer) is { } status)
        {
            json.WriteStartObject("status");
            status.Write(json, peer.Priority);
            json.WriteEndObject();
        }

        if (generation.FollowsPeers && peer is { IsJoined: true, IsOnline: false })
        {
            json.WriteString("error", peer.Error);
        }
    }

    // 2026-07 has no status in its own row. Its virtual stations do not read those of their peers and show their own charger's, which has the same fields.
    private PeerStatus? Status(PeerEntry peer) => generation.FollowsPeers
        ? peer.IsLocal ? PeerStatus.From(charger.Reading) : peer.Status
        : peer is { IsLocal: false, IsJoined: true, IsOnline: true } ? PeerStatus.From(charger.Reading) : null;
}
