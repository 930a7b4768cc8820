using System.Collections.Immutable;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Peers;

/// <summary>
/// The peer list. In 2026-02 it has the stations that the last sweep found, including the station itself, then the joined peers that it did not find,
/// identified by host. Since 2026-07 it has the station itself, then the peers in the order in which they were added or discovered; a row stays until a
/// restart, and a discovered row represents a device: any spelling of its host, with or without port, refers to it.
/// </summary>
internal sealed class PeerRegistry : IPeerRegistry
{
    private readonly Lock _lock = new();
    private readonly FirmwareGeneration _generation;
    private readonly StationIdentity _self;
    private readonly IPeerStore _store;
    private ImmutableList<Peer> _peers;
    private int _ownPriority;
    private int _sweep;

    public PeerRegistry(FirmwareGeneration generation, StationIdentity self, IPeerStore store)
    {
        _generation = generation;
        _self = self;
        _store = store;
        var stored = store.Load();
        _ownPriority = stored.FirstOrDefault(IsOwn)?.Priority ?? 0;
        _peers =
        [
            .. stored
                .Where(peer => !IsOwn(peer))
                .Select(peer => new Peer(NewEntry(peer.Host) with { Id = peer.Id, IsJoined = true, Priority = peer.Priority })),
        ];
    }

    public IReadOnlyList<PeerEntry> Peers
    {
        get
        {
            lock (_lock)
            {
                var entries = _peers.Select(peer => peer.Entry);
                return _generation.HasGroups ? [LocalEntry(), .. entries] : [.. entries.OrderBy(entry => !entry.IsOnline)];
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
                return online.Exists(peer => !_self.Matches(peer.Entry.Host)) && online.TrueForAll(peer => peer.LastFoundInSweep == _sweep);
            }
        }
    }

    /// <summary>False in 2026-02, which accepts the station itself as a peer.</summary>
    public bool IsLocal(string host) => _generation.HasGroups && _self.Matches(host);

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

            // A peer that is followed is online once its status was read.
            Commit(known is null
                ? _peers.Add(new Peer(NewEntry(host) with { IsJoined = true }))
                : _peers.Replace(known, known.With(Join(known.Entry))));
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

            Commit(_peers.Replace(known, known.With(known.Entry with { IsJoined = false, Status = null })));
            return RemoveResult.Removed;
        }
    }

    public bool SetPriority(string host, int priority)
    {
        lock (_lock)
        {
            if (IsLocal(host))
            {
                Commit(_peers, priority);
                return true;
            }

            if (_peers.Find(peer => peer.Entry.Host == host) is not { } known)
            {
                return false;
            }

            Commit(_peers.Replace(known, known.With(known.Entry with { Priority = priority })));
            return true;
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
        if (_generation.HasGroups && (station.Id == _self.Id || IsLocal(station.Name)))
        {
            return;
        }

        lock (_lock)
        {
            var matching = _peers.FindAll(peer => Represents(peer, station));
            if (matching.IsEmpty)
            {
                var entry = Describe(NewEntry(station.MdnsName), station);
                Commit(_peers.Add(new Peer(entry) { Station = station, LastFoundInSweep = _sweep, CreatedInSweep = _sweep }));
                return;
            }

            // Rows that were added under several spellings of the host before its discovery become one.
            var first = matching[0];
            var updated = first with
            {
                // From the second sweep on, the host of a discovered row includes the port.
                Entry = Describe(
                    first.Entry with
                    {
                        Host = _generation.HasGroups && first.CreatedInSweep != _sweep ? station.Host : first.Entry.Host,
                        IsJoined = matching.Exists(peer => peer.Entry.IsJoined),
                    },
                    station),
                Station = station,
                LastFoundInSweep = _sweep,
            };
            Commit(_peers.RemoveAll(peer => peer != first && matching.Contains(peer)).Replace(first, updated));
        }
    }

    public void OnLost(DiscoveredStation station) => MarkLost(peer => Represents(peer, station));

    public void EndSweep() => MarkLost(peer => peer.Entry.IsOnline && peer.LastFoundInSweep != _sweep);

    public void OnFollowed(string host, FollowedPeer peer)
    {
        lock (_lock)
        {
            if (_peers.Find(row => row.Entry.Host == host && row.Entry.IsJoined) is not { } followed)
            {
                return;
            }

            if (_generation.MergesFollowedRows && peer.Id == _self.Id)
            {
                Commit(_peers.Remove(followed));
                return;
            }

            // Rows merge only when an id is learned: a row that has one keeps it.
            var old = followed.Entry;
            var twin = _generation.MergesFollowedRows && old.Id.Length == 0 && peer.Id.Length > 0 ? _peers.Find(row => row.Entry.Id == peer.Id) : null;
            var updated = old with
            {
                Id = old.Id.Length == 0 ? peer.Id : old.Id,
                Name = peer.Name.Length > 0 ? peer.Name : old.Name,
                Ip = old.Ip.Length == 0 && twin is not null ? twin.Entry.Ip : old.Ip,
                Priority = twin is { Entry.Priority: not 0 } ? twin.Entry.Priority : old.Priority,
                Status = peer.Status,
                IsOnline = old.IsOnline || peer.IsOnline,
            };
            Commit(_peers.Replace(followed, followed.With(updated)).RemoveAll(row => row == twin));
        }
    }

    public void OnUnreachable(string host, string error)
    {
        lock (_lock)
        {
            Commit(_peers.ConvertAll(row => row.Entry.Host == host && row.Entry.IsJoined
                ? row.With(row.Entry with { IsOnline = false, Error = error })
                : row));
        }
    }

    private bool IsOwn(StoredPeer stored) => stored.Id == _self.Id || IsLocal(stored.Host);

    private Peer? Find(string host) => _peers.Find(peer => peer.Entry.Host == host) ?? (_generation.HasGroups ? _peers.Find(peer => peer.Matches(host)) : null);

    private bool Represents(Peer peer, DiscoveredStation station) =>
        (peer.Station is not null && peer.Station.Name.Equals(station.Name, StringComparison.OrdinalIgnoreCase))
        || (_generation.HasGroups
            ? (peer.Entry.Id.Length > 0 && peer.Entry.Id == station.Id) || station.Matches(peer.Entry.Host)
            : peer.Entry.Host == station.MdnsName);

    private PeerEntry Join(PeerEntry entry) =>
        entry with { IsJoined = true, IsOnline = entry.IsOnline && !_generation.HasGroups, Error = PeerEntry.Connecting };

    private PeerEntry NewEntry(string host) => new() { Host = host, Name = _generation.HasGroups ? "" : host };

    // PeerFollower sets whether a followed peer is online; discovery does not.
    private bool IsFollowed(PeerEntry entry) => _generation.HasGroups && entry.IsJoined;

    private PeerEntry Describe(PeerEntry entry, DiscoveredStation station) => entry with
    {
        Id = station.Id.Length > 0 ? station.Id : entry.Id,
        Name = _generation.HasGroups ? station.Name : station.MdnsName,
        Url = station.Url,
        Ip = station.Ip.Length > 0 ? station.Ip : entry.Ip,
        IsOnline = !IsFollowed(entry) || entry.IsOnline,
    };

    private void MarkLost(Predicate<Peer> isLost)
    {
        lock (_lock)
        {
            Commit(_peers
                .ConvertAll(peer => !isLost(peer) || IsFollowed(peer.Entry) ? peer
                    : _generation.HasGroups ? peer.With(peer.Entry with { IsOnline = false })
                    : new Peer(NewEntry(peer.Entry.Host) with { IsJoined = peer.Entry.IsJoined })));
        }
    }

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
        Priority = _ownPriority,
    };

    // Saves first: a change that a client can see must survive SIGKILL.
    private void Commit(ImmutableList<Peer> peers, int? newOwnPriority = null)
    {
        var ownPriority = newOwnPriority ?? _ownPriority;

        // A row of 2026-02 exists only while its peer is joined or found by the last sweep.
        peers = _generation.HasGroups ? peers : peers.RemoveAll(peer => peer.Entry is { IsJoined: false, IsOnline: false });
        var stored = ToStored(peers, ownPriority);
        if (!stored.SequenceEqual(ToStored(_peers, _ownPriority)))
        {
            _store.Save(stored);
        }

        if (ownPriority != _ownPriority || !peers.Select(peer => peer.Entry).SequenceEqual(_peers.Select(peer => peer.Entry)))
        {
            Version++;
        }

        (_peers, _ownPriority) = (peers, ownPriority);
    }

    private List<StoredPeer> ToStored(ImmutableList<Peer> peers, int ownPriority) =>
    [
        .. _generation.HasPeerPriorities ? [new StoredPeer(_self.Id, _self.MdnsName, ownPriority)] : Array.Empty<StoredPeer>(),
        .. peers.Where(peer => peer.Entry.IsJoined).Select(peer => new StoredPeer(peer.Entry.Id, peer.Entry.Host, peer.Entry.Priority)),
    ];
}
