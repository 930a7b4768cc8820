namespace VirtualStation.Firmware.Peers;

/// <summary>A row of the peer list, with the fields of all generations.</summary>
internal sealed record PeerEntry
{
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
}
