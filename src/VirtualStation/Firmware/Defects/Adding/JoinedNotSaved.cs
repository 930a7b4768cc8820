using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class JoinedNotSaved() : Defect("joined-not-saved", "The group lives in memory: the call that saves it was lost in a merge.")
{
    public override IPeerStore Store(IPeerStore store, string file) => new Forgetful(store);

    private sealed class Forgetful(IPeerStore sound) : Store(sound)
    {
        public override void Save(IReadOnlyList<SavedPeer> peers)
        {
        }
    }
}
