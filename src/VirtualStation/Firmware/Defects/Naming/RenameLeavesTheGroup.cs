using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Naming;

internal sealed class RenameLeavesTheGroup() : JulyDefect("rename-leaves-the-group", "A member of the group that comes back under another name is written anew, and joined is not copied.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Forgetting(registry);

    private sealed class Forgetting(IPeerRegistry sound) : Registry(sound)
    {
        public override void Found(DiscoveredStation station)
        {
            var isRenamed = Sound.Rows.Any(row => row.IsJoinedPeer() && row.Id == station.Id && !row.Host.StartsWith(station.Name, StringComparison.OrdinalIgnoreCase));
            Sound.Found(station);
            if (isRenamed)
            {
                Sound.Remove(station.MdnsName);
            }
        }
    }
}
