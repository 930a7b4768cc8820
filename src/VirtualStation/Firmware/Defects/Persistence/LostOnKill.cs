using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Defects.Persistence;

internal sealed class LostOnKill() : Defect("lost-on-kill", "The group is saved when the station ends in order, and a power cut is no such end.")
{
    public override IPeerStore Store(IPeerStore store, string file) => new Late(store);

    private sealed class Late : Store
    {
        private IReadOnlyList<SavedPeer>? _unsaved;

        public Late(IPeerStore sound)
            : base(sound) => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            {
                if (_unsaved is { } peers)
                {
                    Sound.Save(peers);
                }
            };

        public override void Save(IReadOnlyList<SavedPeer> peers) => _unsaved = peers;
    }
}
