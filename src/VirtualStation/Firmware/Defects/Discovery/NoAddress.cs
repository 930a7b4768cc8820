using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class NoAddress() : Defect("no-address", "The query ends before the address record is in, and the row has none.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
        new RegistryWithRows(registry, rows => rows.Select(row => row.IsLocal ? row : row with { Ip = "" }));
}
