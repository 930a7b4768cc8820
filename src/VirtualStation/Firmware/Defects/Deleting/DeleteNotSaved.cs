using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Defects.Deleting;

internal sealed class DeleteNotSaved() : Defect("delete-not-saved", "Only adding saves the group, and who was removed is back after a restart.")
{
    public override IPeerStore Store(IPeerStore store, string file) => new Growing(store);

    private sealed class Growing(IPeerStore sound) : Store(sound)
    {
        private int _saved;

        public override IReadOnlyList<SavedPeer> Load()
        {
            var peers = Sound.Load();
            _saved = peers.Count;
            return peers;
        }

        public override void Save(IReadOnlyList<SavedPeer> peers)
        {
            if (peers.Count > _saved)
            {
                Sound.Save(peers);
            }

            _saved = peers.Count;
        }
    }
}
