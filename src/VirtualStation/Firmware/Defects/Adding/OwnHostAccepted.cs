using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class OwnHostAccepted() : JulyDefect("own-host-accepted", "The station can be told to join itself.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Stranger(registry);

    private sealed class Stranger(IPeerRegistry sound) : Registry(sound)
    {
        public override bool IsLocal(string host) => false;
    }
}
