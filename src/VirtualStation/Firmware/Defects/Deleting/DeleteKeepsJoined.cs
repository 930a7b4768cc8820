using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Deleting;

internal sealed class DeleteKeepsJoined() : Defect("delete-keeps-joined", "The flag is cleared on a copy of the row, and the peer stays in the group.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithRemove(
        registry, host => registry.Rows.Any(row => row.IsJoinedPeer() && row.Host == host) ? RemoveOutcome.Removed : registry.Remove(host));
}
