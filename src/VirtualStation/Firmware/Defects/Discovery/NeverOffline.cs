using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class NeverOffline() : Defect("never-offline", "A row is marked online where a station is found, and nowhere marked offline.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Optimistic(registry);

    private sealed class Optimistic(IPeerRegistry sound) : Registry(sound)
    {
        public override void Lost(DiscoveredStation station)
        {
        }

        public override void EndSweep()
        {
        }
    }
}
