using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class SelfListed() : JulyDefect("self-listed", "What the network answers is not compared with the own device id, and the station becomes its own neighbour.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Unfiltered(registry, self);

    private sealed class Unfiltered(IPeerRegistry sound, StationIdentity self) : Registry(sound)
    {
        private PeerRow? _own;

        public override IReadOnlyList<PeerRow> Rows => _own is null ? Sound.Rows : [.. Sound.Rows, _own];

        public override void Found(DiscoveredStation station)
        {
            Sound.Found(station);
            if (station.Id == self.Id)
            {
                _own = new PeerRow { Id = station.Id, Name = station.Name, Host = station.MdnsName, Url = station.Url, Ip = station.Ip, IsOnline = true };
            }
        }
    }
}
