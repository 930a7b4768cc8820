using System.Collections.Immutable;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Peers;

/// <summary>
/// The list of the 2026-07 generation: the station itself first, then others in the order in which they became known. A row stays until
/// a restart. A row that discovery has met stands for a device and is recognised by each of its spellings, with and without port.
/// </summary>
internal sealed class JulyPeerRegistry : IPeerRegistry
{
    private readonly Lock _lock = new();
    private readonly StationIdentity _self;
    private readonly IPeerStore _store;
    private ImmutableList<Peer> _peers;
    private int _sweep;

    public JulyPeerRegistry(StationIdentity self, IPeerStore store)
    {
        _self = self;
        _store = store;
        _peers = [.. store.Load().Where(saved => !self.IsMeantBy(saved.Host)).Select(saved => new Peer(new PeerRow { Id = saved.Id, Host = saved.Host, IsJoined = true }))];
    }

    public IReadOnlyList<PeerRow> Rows
    {
        get
        {
            lock (_lock)
            {
                return [Self(), .. _peers.Select(peer => peer.Row)];
            }
        }
    }

    public int Version { get; private set; }

    public bool HasSeenAll
    {
        get
        {
            lock (_lock)
            {
                var online = _peers.Where(peer => peer.Row.IsOnline).ToList();
                return online.Count > 0 && online.TrueForAll(peer => peer.SeenInSweep == _sweep);
            }
        }
    }

    public bool IsLocal(string host) => _self.IsMeantBy(host);

    public AddOutcome Add(string host)
    {
        if (IsLocal(host))
        {
            return AddOutcome.IsLocal;
        }

        lock (_lock)
        {
            var known = Find(host);
            if (known is { Row.IsJoined: true })
            {
                return AddOutcome.AlreadyJoined;
            }

            Commit(known is null
                ? _peers.Add(new Peer(new PeerRow { Host = host, IsJoined = true }))
                : _peers.Replace(known, known with { Row = known.Row with { IsJoined = true } }));
            return AddOutcome.Added;
        }
    }

    public RemoveOutcome Remove(string host)
    {
        if (IsLocal(host))
        {
            return RemoveOutcome.IsLocal;
        }

        lock (_lock)
        {
            if (Find(host) is not { Row.IsJoined: true } known)
            {
                return RemoveOutcome.NotJoined;
            }

            Commit(_peers.Replace(known, known with { Row = known.Row with { IsJoined = false } }));
            return RemoveOutcome.Removed;
        }
    }

    public void BeginSweep()
    {
        lock (_lock)
        {
            _sweep++;
        }
    }

    public void Found(DiscoveredStation station)
    {
        if (station.Id == _self.Id || IsLocal(station.Name))
        {
            return;
        }

        lock (_lock)
        {
            var same = _peers.FindAll(peer => peer.Is(station));
            if (same.IsEmpty)
            {
                Commit(_peers.Add(Peer.New(station, _sweep)));
                return;
            }

            // Two spellings of one device, added before it was discovered, become one row.
            var first = same[0];
            var merged = first.Met(station, _sweep);
            merged = merged with { Row = merged.Row with { IsJoined = same.Exists(peer => peer.Row.IsJoined) } };
            Commit(_peers.Replace(first, merged).RemoveAll(peer => same.Contains(peer)));
        }
    }

    public void Lost(DiscoveredStation station)
    {
        lock (_lock)
        {
            Commit(_peers.ConvertAll(peer => peer.Is(station) ? peer with { Row = peer.Row with { IsOnline = false } } : peer));
        }
    }

    public void EndSweep()
    {
        lock (_lock)
        {
            Commit(_peers.ConvertAll(peer => peer.Row.IsOnline && peer.SeenInSweep != _sweep ? peer with { Row = peer.Row with { IsOnline = false } } : peer));
        }
    }

    private Peer? Find(string host) => _peers.Find(peer => peer.Row.Host == host) ?? _peers.Find(peer => peer.IsMeantBy(host));

    private PeerRow Self() => new()
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

    // Stored before anybody can see it: what was answered survives the next instant.
    private void Commit(ImmutableList<Peer> peers)
    {
        var saved = Saved(peers);
        if (!saved.SequenceEqual(Saved(_peers)))
        {
            _store.Save(saved);
        }

        if (!peers.Select(peer => peer.Row).SequenceEqual(_peers.Select(peer => peer.Row)))
        {
            Version++;
        }

        _peers = peers;
    }

    private static List<SavedPeer> Saved(ImmutableList<Peer> peers) =>
        [.. peers.Where(peer => peer.Row.IsJoined).Select(peer => new SavedPeer(peer.Row.Id, peer.Row.Host))];

    private sealed record Peer(PeerRow Row)
    {
        /// <summary>What discovery told of it last.</summary>
        public DiscoveredStation? Station { get; init; }

        public int SeenInSweep { get; init; }

        /// <summary>The sweep that made the row; none for a row that a user made.</summary>
        public int MadeInSweep { get; init; }

        public static Peer New(DiscoveredStation station, int sweep) =>
            new Peer(Describe(new PeerRow { Host = station.MdnsName }, station)) { Station = station, SeenInSweep = sweep, MadeInSweep = sweep };

        /// <summary>From the second sweep on a row carries the host that has the port.</summary>
        public Peer Met(DiscoveredStation station, int sweep) => this with
        {
            Row = Describe(MadeInSweep == sweep ? Row : Row with { Host = station.Host }, station),
            Station = station,
            SeenInSweep = sweep,
        };

        public bool Is(DiscoveredStation station) =>
            (Row.Id.Length > 0 && Row.Id == station.Id) || station.IsMeantBy(Row.Host) || (Station is not null && Station.Name.Equals(station.Name, StringComparison.OrdinalIgnoreCase));

        public bool IsMeantBy(string host)
        {
            if (Station is not null)
            {
                return Station.IsMeantBy(host);
            }

            // A saved device that has not been met since the restart.
            var own = HostAndPort.Parse(Row.Host);
            var given = HostAndPort.Parse(host);
            return Row.Id.Length > 0 && own.Host.Equals(given.Host, StringComparison.OrdinalIgnoreCase) && (given.Port is null || given.Port == own.Port);
        }

        private static PeerRow Describe(PeerRow row, DiscoveredStation station) => row with
        {
            Id = station.Id.Length > 0 ? station.Id : row.Id,
            Name = station.Name,
            Url = station.Url,
            Ip = station.Ip.Length > 0 ? station.Ip : row.Ip,
            IsOnline = true,
        };
    }
}
