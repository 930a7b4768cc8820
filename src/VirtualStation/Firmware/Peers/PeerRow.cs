namespace VirtualStation.Firmware.Peers;

/// <summary>A row of the peer list, with all that any contract shows of it.</summary>
internal sealed record PeerRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public required string Host { get; init; }

    public string Url { get; init; } = "";

    public string Ip { get; init; } = "";

    public bool IsOnline { get; init; }

    /// <summary>Whether it is in the load sharing group.</summary>
    public bool IsJoined { get; init; }

    /// <summary>Whether it is this station itself.</summary>
    public bool IsLocal { get; init; }
}
