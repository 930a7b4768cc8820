using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class PortDropped() : Defect("port-dropped", "A host is parsed as a URL, of which only the name is stored.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithAdd(registry, host => registry.Add(HostAndPort.Parse(host).Host));
}
