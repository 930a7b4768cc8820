using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Defects.Seams;

/// <summary>A store that does as another one does; a defect overrides what it breaks.</summary>
internal class Store(IPeerStore sound) : IPeerStore
{
    protected IPeerStore Sound => sound;

    public virtual IReadOnlyList<SavedPeer> Load() => Sound.Load();

    public virtual void Save(IReadOnlyList<SavedPeer> peers) => Sound.Save(peers);
}
