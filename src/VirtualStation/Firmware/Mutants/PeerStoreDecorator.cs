using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Forwards all calls to another store. A mutant overrides some of them.</summary>
internal abstract class PeerStoreDecorator(IPeerStore inner) : IPeerStore
{
    protected IPeerStore Inner => inner;

    public virtual IReadOnlyList<StoredPeer> Load() => Inner.Load();

    public virtual void Save(IReadOnlyList<StoredPeer> peers) => Inner.Save(peers);
}
