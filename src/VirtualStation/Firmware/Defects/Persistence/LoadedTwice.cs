using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Defects.Persistence;

internal sealed class LoadedTwice() : Defect("loaded-twice", "The file is read by two components at boot, and both fill the same list.")
{
    public override IPeerStore Store(IPeerStore store, string file) => new Twice(store);

    private sealed class Twice(IPeerStore sound) : Store(sound)
    {
        public override IReadOnlyList<SavedPeer> Load() => [.. Sound.Load(), .. Sound.Load()];
    }
}
