using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class SelfHidden() : Defect("self-hidden", "The own row is filtered from the list, as a user interface wants it, and clients of the API miss it.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
        new RegistryWithRows(registry, rows => rows.Where(row => !self.IsMeantBy(row.Host) || (row.IsJoined && !row.IsLocal)));
}
