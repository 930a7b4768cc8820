using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Deleting;

internal sealed class DeleteTakesTheFirst() : Defect("delete-takes-the-first", "The index that was found is not the index that is erased: whoever is first in the group goes.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithRemove(
        registry,
        host => registry.Rows.Where(row => row.IsJoinedPeer()).ToList() is var group && group.Exists(row => row.Host == host)
            ? registry.Remove(group[0].Host)
            : registry.Remove(host));
}
