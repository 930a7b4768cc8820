using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Deleting;

internal sealed class DeleteTakesTheFirst() : Defect("delete-takes-the-first", "The index that was found is not the index that is erased: whoever is first in the group goes.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithRemove(
        registry, host => registry.Rows.Any(row => row.IsJoinedPeer() && row.Host == host) ? registry.Remove(registry.Rows.First(row => row.IsJoinedPeer()).Host) : registry.Remove(host));
}
