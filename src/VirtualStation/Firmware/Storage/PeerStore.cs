using System.Text.Json;
using VirtualStation.Firmware.Generations;

namespace VirtualStation.Firmware.Storage;

/// <summary>A joined peer in the peer store.</summary>
/// <param name="Id">The device id; empty if the peer has not been discovered.</param>
/// <param name="Host">The host as the peer list shows it.</param>
/// <param name="Priority">The priority of the row.</param>
internal sealed record StoredPeer(string Id, string Host, int Priority = 0);

/// <summary>Persists the joined peers.</summary>
internal interface IPeerStore
{
    IReadOnlyList<StoredPeer> Load();

    /// <summary>Saves the peers. After it has returned, they survive SIGKILL.</summary>
    void Save(IReadOnlyList<StoredPeer> peers);
}

/// <summary>
/// The file <c>epoxyfsdata/loadsharing_peers.json</c>: <c>{"peers":["host"]}</c> in 2026-02, <c>{"peers":[{"id":"…","host":"…"}]}</c> in 2026-07, and with
/// <c>"priority"</c> and the station itself in 2026-09. All forms can be loaded.
/// </summary>
internal sealed class PeerStore(StateFile file, FirmwareGeneration generation) : IPeerStore
{
    public IReadOnlyList<StoredPeer> Load() =>
        file.Load() is { ValueKind: JsonValueKind.Object } document && document.TryGetProperty("peers", out var peers) && peers.ValueKind == JsonValueKind.Array
            ? [.. peers.EnumerateArray().Select(Read).OfType<StoredPeer>()]
            : [];

    public void Save(IReadOnlyList<StoredPeer> peers) => file.Save(json =>
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

    private static StoredPeer? Read(JsonElement peer) => peer.ValueKind switch
    {
        JsonValueKind.String => new StoredPeer("", peer.GetString()!),
        JsonValueKind.Object when JsonText.Text(peer, "host") is { Length: > 0 } host => new StoredPeer(
            JsonText.Text(peer, "id") ?? "", host, peer.TryGetProperty("priority", out var priority) ? JsonText.ToInteger(priority) : 0),
        _ => null,
    };

    private void Write(Utf8JsonWriter json, StoredPeer peer)
    {
        if (!generation.HasGroups)
        {
            json.WriteStringValue(peer.Host);
            return;
        }

        json.WriteStartObject();
        json.WriteString("id", peer.Id);
        json.WriteString("host", peer.Host);
        if (generation.HasPeerPriorities)
        {
            json.WriteNumber("priority", peer.Priority);
        }

        json.WriteEndObject();
    }
}
