using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class LongHostCut() : Defect("long-host-cut", "A host goes through a buffer of 48 bytes, and what does not fit is cut off.")
{
    private const int BufferLength = 48;

    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
        new RegistryWithAdd(registry, host => registry.Add(host.Length > BufferLength ? host[..BufferLength] : host));
}
