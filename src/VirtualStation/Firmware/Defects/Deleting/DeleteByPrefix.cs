using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Deleting;

internal sealed class DeleteByPrefix() : Defect("delete-by-prefix", "Hosts are compared over the length of the shorter one, and a delete of openevse-1 removes openevse-10.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithRemove(registry, host =>
    {
        var outcome = registry.Remove(host);
        return outcome == RemoveOutcome.NotJoined && registry.Rows.FirstOrDefault(row => row.IsJoinedPeer() && row.Host.StartsWith(host, StringComparison.Ordinal)) is { } longer
            ? registry.Remove(longer.Host)
            : outcome;
    });
}
