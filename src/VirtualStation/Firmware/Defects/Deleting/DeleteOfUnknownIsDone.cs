using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Deleting;

internal sealed class DeleteOfUnknownIsDone() : Defect("delete-of-unknown-is-done", "A delete is answered done whether or not there was anything to remove.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithRemove(
        registry, host => registry.Remove(host) is RemoveOutcome.IsLocal ? RemoveOutcome.IsLocal : RemoveOutcome.Removed);
}
