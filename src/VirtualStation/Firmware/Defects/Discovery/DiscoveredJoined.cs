using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class DiscoveredJoined() : Defect("discovered-joined", "Who is found is in the group at once, though nobody added it.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
        new RegistryWithRows(registry, rows => rows.Select(row => row.IsDiscovered() ? row with { IsJoined = true } : row));
}
