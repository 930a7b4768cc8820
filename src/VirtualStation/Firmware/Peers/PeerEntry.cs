using System.Text.Json;
using VirtualStation.Firmware.Generations;

namespace VirtualStation.Firmware.Peers;

/// <summary>A row of the peer list, with the fields of all generations.</summary>
internal sealed record PeerEntry
{
    /// <summary>The first attempt to read the peer's status, or to follow its events, has not ended.</summary>
    public const string Connecting = "connecting";

    /// <summary>The peer's status was never read.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The last message of the peer is older than the heartbeat timeout.</summary>
    public const string Stale = "stale";

    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public required string Host { get; init; }

    public string Url { get; init; } = "";

    public string Ip { get; init; } = "";

    public bool IsOnline { get; init; }

    /// <summary>Whether the peer belongs to the load sharing group.</summary>
    public bool IsJoined { get; init; }

    /// <summary>Whether the row is the station itself.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether the row is another station of the group.</summary>
    public bool IsJoinedPeer => IsJoined && !IsLocal;

    public int Priority { get; init; }

    /// <summary>The last status of a followed peer; null before the first.</summary>
    public PeerStatus? Status { get; init; }

    /// <summary>Why a joined peer is not online, in the words of <c>/loadsharing/status</c>.</summary>
    public string Error { get; init; } = Connecting;

    /// <summary>Writes the fields that the peer list and the group status have in common.</summary>
    public void WriteFields(Utf8JsonWriter json, FirmwareGeneration generation)
    {
        json.WriteString("id", generation.HasGroups ? Id : "unknown");
        json.WriteString("name", Name);
        json.WriteString("host", Host);
        if (generation.HasGroups)
        {
            json.WriteString("url", Url);
        }

        json.WriteString("ip", Ip);
        json.WriteBoolean("online", IsOnline);
        json.WriteBoolean("joined", IsJoined);
    }
}
