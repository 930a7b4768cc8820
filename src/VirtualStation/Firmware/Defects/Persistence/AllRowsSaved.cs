using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Defects.Persistence;

internal sealed class AllRowsSaved() : Defect("all-rows-saved", "The whole list is saved instead of the group, and after a restart every neighbour is in the group.")
{
    private IPeerStore? _store;

    public override IPeerStore Store(IPeerStore store, string file) => _store = new OneAtATime(store);

    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Greedy(registry, _store!);

    // The sound registry saves under its own lock, which a sweep's end does not hold here.
    private sealed class OneAtATime(IPeerStore sound) : Store(sound)
    {
        private readonly Lock _lock = new();

        public override void Save(IReadOnlyList<SavedPeer> peers)
        {
            lock (_lock)
            {
                Sound.Save(peers);
            }
        }
    }

    private sealed class Greedy(IPeerRegistry sound, IPeerStore store) : Registry(sound)
    {
        public override void EndSweep()
        {
            Sound.EndSweep();
            store.Save([.. Rows.Where(row => !row.IsLocal).Select(row => new SavedPeer(row.Id, row.Host))]);
        }
    }
}
