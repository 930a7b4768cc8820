using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class NeighbourLost() : Defect("neighbour-lost", "The loop over the answers ends one too early, and of several neighbours the last is never listed.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithRows(registry, rows =>
    {
        var neighbours = rows.Where(row => row.IsDiscovered() && !self.IsMeantBy(row.Host)).ToList();
        var last = neighbours.Count > 1 ? neighbours.MaxBy(row => row.Name, StringComparer.Ordinal) : null;
        return rows.Where(row => row != last);
    });
}
