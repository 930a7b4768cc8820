using System.Text.Json;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary><c>/loadsharing/status</c>: the load sharing group as this station sees it.</summary>
internal sealed class GroupStatusEndpoint(
    FirmwareGeneration generation, IPeerRegistry registry, GroupSettings group, GroupState state, ChargerMonitor charger)
{
    public const string Path = "/loadsharing/status";

    // The firmware writes nine significant digits.
    private const int Decimals = 8;

    public ApiResponse Handle(ApiRequest request) => request.Method == "GET" ? GetStatus() : FirmwareRouter.MethodNotAllowed;

    private ApiResponse GetStatus() => ApiResponse.JsonObject(200, json =>
    {
        var peers = registry.Peers;
        json.WriteBoolean("enabled", state.IsEnabled);
        json.WriteString("group_id", state.GroupId);
        json.WriteString("computed_at", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ"));
        json.WriteBoolean("failsafe_active", state.IsFailsafe);
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
        if (generation.HasPeerPriorities && state.IsFailsafe && FailsafeReason(peers) is { } reason)
        {
            json.WriteString("failsafe_reason", reason);
        }

        json.WriteStartArray("allocations");
        foreach (var allocation in state.Allocations)
        {
            json.WriteStartObject();
            json.WriteString("id", allocation.Id);
            json.WriteNumber("target_current", Math.Round(allocation.TargetAmps, Decimals));
            json.WriteString("reason", allocation.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private string? FailsafeReason(IReadOnlyList<PeerEntry> peers)
    {
        var offline = string.Join(", ", peers.Where(peer => peer is { IsJoined: true, IsOnline: false }).Select(peer => peer.Host));
        return offline.Length > 0 ? $"peer offline: {offline}" : group.IsMember ? "no allocation from controller" : null;
    }

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
            status.Write(json, generation.HasPeerPriorities ? peer.Priority : status.Priority);
            json.WriteEndObject();
        }

        if (generation.HasPeerPriorities && peer is { IsJoined: true, IsOnline: false })
        {
            json.WriteString("error", peer.Error);
        }
    }

    // 2026-07 has no status in its own row.
    private PeerStatus? Status(PeerEntry peer) =>
        !peer.IsLocal ? peer.Status : generation.HasPeerPriorities ? PeerStatus.From(charger.Reading) : null;
}
