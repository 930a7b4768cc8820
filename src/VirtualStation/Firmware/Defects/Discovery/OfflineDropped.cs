using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class OfflineDropped() : JulyDefect("offline-dropped", "Whoever is not seen is taken off the list, members of the group too, instead of being marked offline.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
        new RegistryWithRows(registry, rows => rows.Where(row => row.IsOnline || !row.IsDiscovered()));
}
