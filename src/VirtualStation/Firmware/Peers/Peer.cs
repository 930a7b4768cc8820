namespace VirtualStation.Firmware.Peers;

/// <summary>A row of the peer list with its place in discovery.</summary>
internal sealed record Peer(PeerEntry Entry)
{
    /// <summary>The last discovery result; null if the peer was only added or loaded.</summary>
    public DiscoveredStation? Station { get; init; }

    public int LastFoundInSweep { get; init; }

    /// <summary>The sweep that created the row; 0 for a row that was added or loaded.</summary>
    public int CreatedInSweep { get; init; }

    public Peer With(PeerEntry entry) => this with { Entry = entry };

    public bool Matches(string host)
    {
        if (Station is not null)
        {
            return Station.Matches(host);
        }

        // A device whose id is known, but that has not been discovered since the restart.
        var own = HostAndPort.Parse(Entry.Host);
        var given = HostAndPort.Parse(host);
        return Entry.Id.Length > 0 && own.Host.Equals(given.Host, StringComparison.OrdinalIgnoreCase) && (given.Port is null || given.Port == own.Port);
    }
}
