using System.Collections.Immutable;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Peers;

/// <summary>
/// The list of the 2026-02 generation: what the last sweep found, the station itself included, then the group's other members. Hosts are
/// compared as they are written.
/// </summary>
internal sealed class FebruaryPeerRegistry : IPeerRegistry
{
    private readonly Lock _lock = new();
    private readonly StationIdentity _self;
    private readonly IPeerStore _store;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableList<DiscoveredStation> _discovered = [];
    private ImmutableList<string> _group;

    public FebruaryPeerRegistry(StationIdentity self, IPeerStore store)
    {
        _self = self;
        _store = store;
        _group = [.. store.Load().Select(saved => saved.Host)];
    }

    public IReadOnlyList<PeerRow> Rows
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _discovered.Select(station => new PeerRow { Host = station.MdnsName, Name = station.MdnsName, Ip = station.Ip, IsOnline = true, IsJoined = _group.Contains(station.MdnsName) }),
                    .. _group.Where(host => !_discovered.Exists(station => station.MdnsName == host)).Select(host => new PeerRow { Host = host, Name = host, IsJoined = true }),
                ];
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
                return _discovered.Exists(station => station.Name != _self.HostName) && _discovered.TrueForAll(station => _seen.Contains(station.Name));
            }
        }
    }

    /// <summary>This generation lets a station join itself.</summary>
    public bool IsLocal(string host) => false;

    public AddOutcome Add(string host)
    {
        lock (_lock)
        {
            if (_group.Contains(host))
            {
                return AddOutcome.AlreadyJoined;
            }

            Commit(_group.Add(host));
            return AddOutcome.Added;
        }
    }

    public RemoveOutcome Remove(string host)
    {
        lock (_lock)
        {
            if (!_group.Contains(host))
            {
                return RemoveOutcome.NotJoined;
            }

            Commit(_group.Remove(host));
            return RemoveOutcome.Removed;
        }
    }

    public void BeginSweep()
    {
        lock (_lock)
        {
            _seen.Clear();
        }
    }

    public void Found(DiscoveredStation station)
    {
        lock (_lock)
        {
            _seen.Add(station.Name);
            var known = _discovered.FindIndex(other => other.Name.Equals(station.Name, StringComparison.OrdinalIgnoreCase));
            _discovered = known < 0 ? _discovered.Add(station) : _discovered.SetItem(known, station);
            Version++;
        }
    }

    public void Lost(DiscoveredStation station)
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
            _discovered = _discovered.RemoveAll(station => !_seen.Contains(station.Name));
            Version++;
        }
    }

    // Stored before anybody can see it: what was answered survives the next instant.
    private void Commit(ImmutableList<string> group)
    {
        _store.Save([.. group.Select(host => new SavedPeer("", host))]);
        _group = group;
        Version++;
    }
}
