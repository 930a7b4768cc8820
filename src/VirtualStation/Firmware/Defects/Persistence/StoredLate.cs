using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Storage;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Persistence;

internal sealed class StoredLate() : Defect("stored-late", "To spare the flash the file is written some seconds after the answer, and who restarts before has lost what was answered.")
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public override IPeerStore Store(IPeerStore store, string file) => new Sparing(store, Power);

    private sealed class Sparing(IPeerStore sound, Power power) : Store(sound)
    {
        public override void Save(IReadOnlyList<SavedPeer> peers) => _ = SaveLaterAsync(peers);

        private async Task SaveLaterAsync(IReadOnlyList<SavedPeer> peers)
        {
            try
            {
                await Task.Delay(Pause, power.Off);
                Sound.Save(peers);
            }
            catch (OperationCanceledException)
            {
                // The end came first: that is the defect.
            }
        }
    }
}
