using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class AddedNotJoined() : Defect("added-not-joined", "The row is made, and its flag is set on a copy of it.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
        new RegistryWithRows(registry, rows => rows.Select(row => row.IsLocal ? row : row with { IsJoined = false }));
}
