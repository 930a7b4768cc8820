using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class ListCapped() : Defect("list-capped", "The JSON buffer of the list has room for 16 rows, and further ones are left out without a word.")
{
    private const int Room = 16;

    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithRows(registry, rows => rows.Take(Room));
}
