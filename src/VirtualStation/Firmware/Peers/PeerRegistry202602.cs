using System.Collections.Immutable;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Peers;

/// <summary>
/// The peer list of generation 2026-02: the stations that the last sweep found, including the station itself, then the joined peers that it did
/// not find. The comparison of hosts is case-sensitive.
/// </summary>
internal sealed class PeerRegistry202602 : IPeerRegistry
{
    private readonly Lock _lock = new();
    private readonly StationIdentity _self;
    private readonly IPeerStore _store;
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableList<DiscoveredStation> _discovered = [];
    private ImmutableList<string> _joined;

    public PeerRegistry202602(StationIdentity self, IPeerStore store)
    {
        _self = self;
        _store = store;
        _joined = [.. store.Load().Select(peer => peer.Host)];
    }

    public IReadOnlyList<PeerEntry> Peers
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _discovered.Select(station =>
                        Entry(station.MdnsName) with { Ip = station.Ip, IsOnline = true, IsJoined = _joined.Contains(station.MdnsName) }),
                    .. _joined.Where(host => !_discovered.Exists(station => station.MdnsName == host)).Select(host => Entry(host) with { IsJoined = true }),
                ];
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
                return _discovered.Exists(station => station.Name != _self.HostName) && _discovered.TrueForAll(station => _found.Contains(station.Name));
            }
        }
    }

    /// <summary>Always false: this generation accepts the station itself as a peer.</summary>
    public bool IsLocal(string host) => false;

    public AddResult Add(string host)
    {
        lock (_lock)
        {
            if (_joined.Contains(host))
            {
                return AddResult.AlreadyJoined;
            }

            Commit(_joined.Add(host));
            return AddResult.Added;
        }
    }

    public RemoveResult Remove(string host)
    {
        lock (_lock)
        {
            if (!_joined.Contains(host))
            {
                return RemoveResult.NotJoined;
            }

            Commit(_joined.Remove(host));
            return RemoveResult.Removed;
        }
    }

    public void BeginSweep()
    {
        lock (_lock)
        {
            _found.Clear();
        }
    }

    public void OnFound(DiscoveredStation station)
    {
        lock (_lock)
        {
            _found.Add(station.Name);
            var known = _discovered.FindIndex(other => other.Name.Equals(station.Name, StringComparison.OrdinalIgnoreCase));
            _discovered = known < 0 ? _discovered.Add(station) : _discovered.SetItem(known, station);
            Version++;
        }
    }

    public void OnLost(DiscoveredStation station)
    {
        lock (_lock)
        {
            _discovered = _discovered.RemoveAll(other => other.Name.Equals(station.Name, StringComparison.OrdinalIgnoreCase));
            Version++;
        }
    }

    public void EndSweep()
    {
        lock (_lock)
        {
            _discovered = _discovered.RemoveAll(station => !_found.Contains(station.Name));
            Version++;
        }
    }

    private static PeerEntry Entry(string host) => new() { Host = host, Name = host };

    // Saves first: a change that a client can see must survive SIGKILL.
    private void Commit(ImmutableList<string> joined)
    {
        _store.Save([.. joined.Select(host => new StoredPeer("", host))]);
        _joined = joined;
        Version++;
    }
}
