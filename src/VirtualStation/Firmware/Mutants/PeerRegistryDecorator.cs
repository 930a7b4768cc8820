using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Forwards all calls to another registry. A mutant overrides some of them.</summary>
internal class PeerRegistryDecorator(IPeerRegistry inner) : IPeerRegistry
{
    public virtual IReadOnlyList<PeerEntry> Peers => Inner.Peers;

    public int Version => Inner.Version;

    public bool HasFoundAllOnline => Inner.HasFoundAllOnline;

    protected IPeerRegistry Inner => inner;

    public virtual bool IsLocal(string host) => Inner.IsLocal(host);

    public virtual AddResult Add(string host) => Inner.Add(host);

    public virtual RemoveResult Remove(string host) => Inner.Remove(host);

    public virtual bool SetPriority(string host, int priority) => Inner.SetPriority(host, priority);

    public virtual void BeginSweep() => Inner.BeginSweep();

    public virtual void OnFound(DiscoveredStation station) => Inner.OnFound(station);

    public virtual void OnLost(DiscoveredStation station) => Inner.OnLost(station);

    public virtual void EndSweep() => Inner.EndSweep();

    public virtual void OnFollowed(string host, FollowedPeer peer) => Inner.OnFollowed(host, peer);

    public virtual void OnUnreachable(string host, string error) => Inner.OnUnreachable(host, error);
}

/// <summary>Creates registries that differ from another one in a single member.</summary>
internal static class PeerRegistryExtensions
{
    public static IPeerRegistry WithAdd(this IPeerRegistry registry, Func<string, AddResult> add) => new AddDecorator(registry, add);

    public static IPeerRegistry WithRemove(this IPeerRegistry registry, Func<string, RemoveResult> remove) => new RemoveDecorator(registry, remove);

    public static IPeerRegistry WithPeers(this IPeerRegistry registry, Func<IReadOnlyList<PeerEntry>, IEnumerable<PeerEntry>> map) =>
        new PeersDecorator(registry, map);

    /// <summary>Whether discovery has found the peer. False for the station's own row.</summary>
    public static bool IsDiscovered(this PeerEntry peer) => !peer.IsLocal && peer.Ip.Length > 0;

    private sealed class AddDecorator(IPeerRegistry inner, Func<string, AddResult> add) : PeerRegistryDecorator(inner)
    {
        public override AddResult Add(string host) => add(host);
    }

    private sealed class RemoveDecorator(IPeerRegistry inner, Func<string, RemoveResult> remove) : PeerRegistryDecorator(inner)
    {
        public override RemoveResult Remove(string host) => remove(host);
    }

    private sealed class PeersDecorator(IPeerRegistry inner, Func<IReadOnlyList<PeerEntry>, IEnumerable<PeerEntry>> map) : PeerRegistryDecorator(inner)
    {
        public override IReadOnlyList<PeerEntry> Peers => [.. map(Inner.Peers)];
    }
}
