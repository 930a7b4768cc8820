using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class DuplicateIsNew() : Defect("duplicate-is-new", "A host that is in the group already is answered as if it were new.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
        new RegistryWithAdd(registry, host => registry.Add(host) is AddOutcome.IsLocal ? AddOutcome.IsLocal : AddOutcome.Added);
}
