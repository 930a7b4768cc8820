namespace VirtualStation.Firmware.Peers;

/// <summary>The result of <see cref="IPeerRegistry.Add"/>.</summary>
internal enum AddResult
{
    Added,
    AlreadyJoined,
    IsLocal,
}

/// <summary>The result of <see cref="IPeerRegistry.Remove"/>.</summary>
internal enum RemoveResult
{
    Removed,
    NotJoined,
    IsLocal,
}

/// <summary>The values that a station has read from a followed peer.</summary>
/// <param name="Id">The device id.</param>
/// <param name="Name">The host name.</param>
/// <param name="Status">The state of its charger.</param>
/// <param name="IsOnline">Whether the peer is online. If not, the row keeps its state until <see cref="IPeerRegistry.OnUnreachable"/>.</param>
internal sealed record FollowedPeer(string Id, string Name, PeerStatus Status, bool IsOnline);

/// <summary>The peer list of a station: discovered stations and joined peers. Thread-safe. A change is saved before it becomes visible.</summary>
internal interface IPeerRegistry
{
    /// <summary>The peers in the order of <c>GET /loadsharing/peers</c>.</summary>
    IReadOnlyList<PeerEntry> Peers { get; }

    /// <summary>Incremented with every change.</summary>
    int Version { get; }

    /// <summary>Whether at least one peer is online and the current sweep has found all peers that are.</summary>
    bool HasFoundAllOnline { get; }

    /// <summary>Whether a host in a request denotes this station, which cannot be its own peer.</summary>
    bool IsLocal(string host);

    AddResult Add(string host);

    RemoveResult Remove(string host);

    /// <summary>Sets the priority of the station itself or of a row with exactly this host.</summary>
    /// <returns>False if the row does not exist.</returns>
    bool SetPriority(string host, int priority);

    void BeginSweep();

    /// <summary>Adds or updates a station that the sweep has found.</summary>
    void OnFound(DiscoveredStation station);

    /// <summary>Removes a station that has sent an mDNS goodbye, or marks it offline.</summary>
    void OnLost(DiscoveredStation station);

    /// <summary>Removes all stations that the sweep has not found, or marks them offline.</summary>
    void EndSweep();

    /// <summary>Updates a joined row from what its peer has answered.</summary>
    void OnFollowed(string host, FollowedPeer peer);

    /// <summary>Marks a joined row offline.</summary>
    /// <param name="host">The host of the row.</param>
    /// <param name="error">The reason, see <see cref="PeerEntry.Error"/>.</param>
    void OnUnreachable(string host, string error);
}
