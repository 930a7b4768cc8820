using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Storage;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Persistence;

internal sealed class HalfWrittenFile() : Defect("half-written-file", "The file is overwritten in place and flushed at the end of the process: until then half of it is on the disk.")
{
    public override IPeerStore Store(IPeerStore store, string file) => new Unflushed(store, file, Power);

    private sealed class Unflushed : Store
    {
        private readonly string _file;
        private byte[]? _whole;

        public Unflushed(IPeerStore sound, string file, Power power)
            : base(sound)
        {
            _file = file;
            power.AtEndInOrder(() =>
            {
                if (_whole is { } whole)
                {
                    File.WriteAllBytes(file, whole);
                }
            });
        }

        public override void Save(IReadOnlyList<SavedPeer> peers)
        {
            Sound.Save(peers);
            _whole = File.ReadAllBytes(_file);
            File.WriteAllBytes(_file, _whole[..(_whole.Length / 2)]);
        }
    }
}
