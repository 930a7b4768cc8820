using System.Text.Json;

namespace VirtualStation.Firmware.Storage;

/// <summary>
/// <c>epoxyfsdata/loadsharing_peers.json</c>: <c>{"peers":["host"]}</c> in 2026-02, <c>{"peers":[{"id":"…","host":"…"}]}</c> in 2026-07, which
/// reads both.
/// </summary>
internal sealed class PeerFile(StateFile file, bool withIds) : IPeerStore
{
    public IReadOnlyList<SavedPeer> Load() =>
        file.Load() is { ValueKind: JsonValueKind.Object } document && document.TryGetProperty("peers", out var peers) && peers.ValueKind == JsonValueKind.Array
            ? [.. peers.EnumerateArray().Select(Read).OfType<SavedPeer>()]
            : [];

    public void Save(IReadOnlyList<SavedPeer> peers) => file.Save(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("peers");
        foreach (var peer in peers)
        {
            Write(json, peer);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static SavedPeer? Read(JsonElement peer) => peer.ValueKind switch
    {
        JsonValueKind.String => new SavedPeer("", peer.GetString()!),
        JsonValueKind.Object when Text(peer, "host") is { Length: > 0 } host => new SavedPeer(Text(peer, "id") ?? "", host),
        _ => null,
    };

    private static string? Text(JsonElement peer, string name) =>
        peer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private void Write(Utf8JsonWriter json, SavedPeer peer)
    {
        if (!withIds)
        {
            json.WriteStringValue(peer.Host);
            return;
        }

        json.WriteStartObject();
        json.WriteString("id", peer.Id);
        json.WriteString("host", peer.Host);
        json.WriteEndObject();
    }
}
