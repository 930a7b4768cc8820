using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Naming;

internal sealed class IdIgnored() : JulyDefect("id-ignored", "Rows are matched by host name alone, and a renamed device is in two of them.")
{
    private const char Mark = '@';

    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new ByName(registry);

    // To the sound registry each name is another device; nobody else sees the mark.
    private sealed class ByName(IPeerRegistry sound) : Registry(sound)
    {
        public override IReadOnlyList<PeerRow> Rows => [.. Sound.Rows.Select(row => row with { Id = row.Id.Split(Mark)[0] })];

        public override void Found(DiscoveredStation station) => Sound.Found(station with { Id = $"{station.Id}{Mark}{station.Name}" });
    }
}
