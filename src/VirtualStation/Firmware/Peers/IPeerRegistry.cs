namespace VirtualStation.Firmware.Peers;

/// <summary>The list of other stations: what was found, what was joined. Safe to use from several threads; what it answers is stored.</summary>
internal interface IPeerRegistry
{
    /// <summary>In the order in which they are listed.</summary>
    IReadOnlyList<PeerRow> Rows { get; }

    /// <summary>Grows with every change.</summary>
    int Version { get; }

    /// <summary>Whether some station is online and the sweep has seen every one that is.</summary>
    bool HasSeenAll { get; }

    /// <summary>Whether a host given by a user means this station and cannot be a peer.</summary>
    bool IsLocal(string host);

    AddOutcome Add(string host);

    RemoveOutcome Remove(string host);

    void BeginSweep();

    /// <summary>Merges a station as soon as it is found.</summary>
    void Found(DiscoveredStation station);

    /// <summary>A station has said goodbye: it is gone or offline at once.</summary>
    void Lost(DiscoveredStation station);

    /// <summary>What was not found is gone or offline from now on.</summary>
    void EndSweep();
}
