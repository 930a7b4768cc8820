using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class RowsRepeated() : Defect("rows-repeated", "A sweep appends what it finds without a look whether it is listed, and from the second sweep on every station is there twice.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Appending(registry);

    private sealed class Appending(IPeerRegistry sound) : Registry(sound)
    {
        private int _sweeps;

        public override IReadOnlyList<PeerRow> Rows => _sweeps < 2 ? Sound.Rows : [.. Sound.Rows, .. Sound.Rows.Where(row => row.IsDiscovered())];

        public override void EndSweep()
        {
            Sound.EndSweep();
            _sweeps++;
        }
    }
}
