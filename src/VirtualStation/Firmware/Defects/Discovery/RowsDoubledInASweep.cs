using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class RowsDoubledInASweep() : Defect("rows-doubled-in-a-sweep", "A sweep appends what it finds and merges at its end, and meanwhile a station that was listed is there twice.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Appending(registry);

    private sealed class Appending(IPeerRegistry sound) : Registry(sound)
    {
        private readonly Lock _lock = new();
        private readonly HashSet<string> _appended = [];

        public override IReadOnlyList<PeerRow> Rows
        {
            get
            {
                lock (_lock)
                {
                    return [.. Sound.Rows, .. Sound.Rows.Where(row => row.IsDiscovered() && _appended.Contains(row.Name))];
                }
            }
        }

        public override void Found(DiscoveredStation station)
        {
            lock (_lock)
            {
                foreach (var row in Sound.Rows.Where(row => row.Name == station.Name || row.Name == station.MdnsName))
                {
                    _appended.Add(row.Name);
                }
            }

            Sound.Found(station);
        }

        public override void EndSweep()
        {
            lock (_lock)
            {
                _appended.Clear();
            }

            Sound.EndSweep();
        }
    }
}
