using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Storage;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Persistence;

internal sealed class LostOnKill() : Defect("lost-on-kill", "The group is saved when the station ends in order, and a power cut is no such end.")
{
    public override IPeerStore Store(IPeerStore store, string file) => new Late(store, Power);

    private sealed class Late : Store
    {
        private IReadOnlyList<SavedPeer>? _unsaved;

        public Late(IPeerStore sound, Power power)
            : base(sound) => power.AtEndInOrder(() =>
            {
                if (_unsaved is { } peers)
                {
                    Sound.Save(peers);
                }
            });

        public override void Save(IReadOnlyList<SavedPeer> peers) => _unsaved = peers;
    }
}
