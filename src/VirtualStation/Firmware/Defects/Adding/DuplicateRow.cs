using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class DuplicateRow() : Defect("duplicate-row", "An added host is appended without a look whether it is in the group.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self)
    {
        var again = new List<string>();
        var adding = new RegistryWithAdd(registry, host =>
        {
            var outcome = registry.Add(host);
            if (outcome == AddOutcome.AlreadyJoined)
            {
                again.Add(host);
            }

            return outcome;
        });
        return new RegistryWithRows(adding, rows => [.. rows, .. again.SelectMany(host => rows.Where(row => row.Host == host))]);
    }
}
