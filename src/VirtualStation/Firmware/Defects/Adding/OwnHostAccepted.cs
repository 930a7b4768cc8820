using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class OwnHostAccepted() : Defect("own-host-accepted", "The station can be told to join itself.")
{
    public override bool IsIn(Contract contract) => contract is JulyContract;

    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Stranger(registry);

    private sealed class Stranger(IPeerRegistry sound) : Registry(sound)
    {
        public override bool IsLocal(string host) => false;
    }
}
