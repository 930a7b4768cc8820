using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class AddForgotten() : Defect("add-forgotten", "The request is answered before it is put into the queue, and the queue is full.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithAdd(registry, _ => AddOutcome.Added);
}
