using System.Collections.Immutable;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Peers;

/// <summary>
/// The peer list of generation 2026-07: the station itself, then the peers in the order in which they were added or discovered. A row stays until a
/// restart. A discovered row represents a device: any spelling of its host, with or without port, refers to it.
/// </summary>
internal sealed class PeerRegistry202607 : IPeerRegistry
{
    private readonly Lock _lock = new();
    private readonly StationIdentity _self;
    private readonly IPeerStore _store;
    private ImmutableList<Peer> _peers;
    private int _sweep;

    public PeerRegistry202607(StationIdentity self, IPeerStore store)
    {
        _self = self;
        _store = store;
        _peers =
        [
            .. store.Load()
                .Where(stored => !self.Matches(stored.Host))
                .Select(stored => new Peer(new PeerEntry { Id = stored.Id, Host = stored.Host, IsJoined = true })),
        ];
    }

    public IReadOnlyList<PeerEntry> Peers
    {
        get
        {
            lock (_lock)
            {
                return [LocalEntry(), .. _peers.Select(peer => peer.Entry)];
            }
        }
    }

    public int Version { get; private set; }

    public bool HasFoundAllOnline
    {
        get
        {
            lock (_lock)
            {
                var online = _peers.Where(peer => peer.Entry.IsOnline).ToList();
                return online.Count > 0 && online.TrueForAll(peer => peer.LastFoundInSweep == _sweep);
            }
        }
    }

    public bool IsLocal(string host) => _self.Matches(host);

    public AddResult Add(string host)
    {
        if (IsLocal(host))
        {
            return AddResult.IsLocal;
        }

        lock (_lock)
        {
            var known = Find(host);
            if (known is { Entry.IsJoined: true })
            {
                return AddResult.AlreadyJoined;
            }

            Commit(known is null
                ? _peers.Add(new Peer(new PeerEntry { Host = host, IsJoined = true }))
                : _peers.Replace(known, known.WithJoined(true)));
            return AddResult.Added;
        }
    }

    public RemoveResult Remove(string host)
    {
        if (IsLocal(host))
        {
            return RemoveResult.IsLocal;
        }

        lock (_lock)
        {
            if (Find(host) is not { Entry.IsJoined: true } known)
            {
                return RemoveResult.NotJoined;
            }

            Commit(_peers.Replace(known, known.WithJoined(false)));
            return RemoveResult.Removed;
        }
    }

    public void BeginSweep()
    {
        lock (_lock)
        {
            _sweep++;
        }
    }

    public void OnFound(DiscoveredStation station)
    {
        if (station.Id == _self.Id || IsLocal(station.Name))
        {
            return;
        }

        lock (_lock)
        {
            var matching = _peers.FindAll(peer => peer.Represents(station));
            if (matching.IsEmpty)
            {
                Commit(_peers.Add(Peer.Create(station, _sweep)));
                return;
            }

            // Rows that were added under several spellings of the host before its discovery become one.
            var first = matching[0];
            var merged = first.UpdatedFrom(station, _sweep).WithJoined(matching.Exists(peer => peer.Entry.IsJoined));
            Commit(_peers.Replace(first, merged).RemoveAll(peer => matching.Contains(peer)));
        }
    }

    public void OnLost(DiscoveredStation station)
    {
        lock (_lock)
        {
            Commit(_peers.ConvertAll(peer => peer.Represents(station) ? peer.AsOffline() : peer));
        }
    }

    public void EndSweep()
    {
        lock (_lock)
        {
            Commit(_peers.ConvertAll(peer => peer.Entry.IsOnline && peer.LastFoundInSweep != _sweep ? peer.AsOffline() : peer));
        }
    }

    private Peer? Find(string host) => _peers.Find(peer => peer.Entry.Host == host) ?? _peers.Find(peer => peer.Matches(host));

    private PeerEntry LocalEntry() => new()
    {
        Id = _self.Id,
        Name = _self.HostName,
        Host = _self.MdnsName,
        Url = $"http://{_self.MdnsName}{(_self.HttpPort == 80 ? "" : $":{_self.HttpPort}")}",
        Ip = StationIdentity.AccessPointAddress,
        IsOnline = true,
        IsJoined = true,
        IsLocal = true,
    };

    // Saves first: a change that a client can see must survive SIGKILL.
    private void Commit(ImmutableList<Peer> peers)
    {
        var stored = ToStored(peers);
        if (!stored.SequenceEqual(ToStored(_peers)))
        {
            _store.Save(stored);
        }

        if (!peers.Select(peer => peer.Entry).SequenceEqual(_peers.Select(peer => peer.Entry)))
        {
            Version++;
        }

        _peers = peers;
    }

    private static List<StoredPeer> ToStored(ImmutableList<Peer> peers) =>
        [.. peers.Where(peer => peer.Entry.IsJoined).Select(peer => new StoredPeer(peer.Entry.Id, peer.Entry.Host))];

    private sealed record Peer(PeerEntry Entry)
    {
        /// <summary>The last discovery result; null if the peer was only added or loaded.</summary>
        public DiscoveredStation? Station { get; init; }

        public int LastFoundInSweep { get; init; }

        /// <summary>The sweep that created the row; 0 for a row that was added or loaded.</summary>
        public int CreatedInSweep { get; init; }

        public static Peer Create(DiscoveredStation station, int sweep) =>
            new Peer(Describe(new PeerEntry { Host = station.MdnsName }, station)) { Station = station, LastFoundInSweep = sweep, CreatedInSweep = sweep };

        /// <summary>From the second sweep on, the host of a discovered row includes the port.</summary>
        public Peer UpdatedFrom(DiscoveredStation station, int sweep) => this with
        {
            Entry = Describe(CreatedInSweep == sweep ? Entry : Entry with { Host = station.Host }, station),
            Station = station,
            LastFoundInSweep = sweep,
        };

        public Peer WithJoined(bool isJoined) => this with { Entry = Entry with { IsJoined = isJoined } };

        public Peer AsOffline() => this with { Entry = Entry with { IsOnline = false } };

        public bool Represents(DiscoveredStation station) =>
            (Entry.Id.Length > 0 && Entry.Id == station.Id)
            || station.Matches(Entry.Host)
            || (Station is not null && Station.Name.Equals(station.Name, StringComparison.OrdinalIgnoreCase));

        public bool Matches(string host)
        {
            if (Station is not null)
            {
                return Station.Matches(host);
            }

            // A device from the peer store that has not been discovered since the restart.
            var own = HostAndPort.Parse(Entry.Host);
            var given = HostAndPort.Parse(host);
            return Entry.Id.Length > 0 && own.Host.Equals(given.Host, StringComparison.OrdinalIgnoreCase) && (given.Port is null || given.Port == own.Port);
        }

        private static PeerEntry Describe(PeerEntry entry, DiscoveredStation station) => entry with
        {
            Id = station.Id.Length > 0 ? station.Id : entry.Id,
            Name = station.Name,
            Url = station.Url,
            Ip = station.Ip.Length > 0 ? station.Ip : entry.Ip,
            IsOnline = true,
        };
    }
}
