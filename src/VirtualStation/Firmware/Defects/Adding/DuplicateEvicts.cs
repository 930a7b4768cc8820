using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class DuplicateEvicts() : Defect("duplicate-evicts", "Room for a new row is made before the duplicate is noticed, and the oldest peer is gone.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithAdd(registry, host =>
    {
        var oldest = registry.Rows.FirstOrDefault(row => row.IsJoinedPeer() && row.Host != host);
        var outcome = registry.Add(host);
        if (outcome == AddOutcome.AlreadyJoined && oldest is not null)
        {
            registry.Remove(oldest.Host);
        }

        return outcome;
    });
}
