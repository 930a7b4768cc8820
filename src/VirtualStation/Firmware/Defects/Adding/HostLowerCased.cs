using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class HostLowerCased() : Defect("host-lower-cased", "A host is folded to lower case before it is stored, and the client does not find what it added.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithAdd(registry, host => registry.Add(host.ToLowerInvariant()));
}
