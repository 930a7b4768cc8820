using System.Text.Json.Serialization;

namespace LoadSharing.MSTest.Stations;

/// <summary>The document of <c>GET /loadsharing/status</c>.</summary>
/// <param name="ComputedAt">When the firmware computed it, UTC.</param>
/// <param name="FailsafeActive">Whether the station limits its current because it lacks data of the group.</param>
/// <param name="OnlineCount">Joined stations that are online, this one included.</param>
/// <param name="OfflineCount">Joined stations that are offline.</param>
/// <param name="Peers">The rows of the peer list, with further fields.</param>
public sealed record GroupStatus(
    bool Enabled,
    [property: JsonPropertyName("group_id")] string GroupId,
    [property: JsonPropertyName("computed_at")] DateTimeOffset ComputedAt,
    [property: JsonPropertyName("failsafe_active")] bool FailsafeActive,
    [property: JsonPropertyName("online_count")] int OnlineCount,
    [property: JsonPropertyName("offline_count")] int OfflineCount,
    IReadOnlyList<Peer> Peers);
