using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Reciprocal;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class WrongHostTold() : JulyDefect("wrong-host-told", "The other side is told the address of the access point, which every station has.")
{
    public override IPeerNotifier Notifier(HttpPeerNotifier notifier, StationIdentity self) => new Misleading(notifier);

    private sealed class Misleading(HttpPeerNotifier sound) : Notifier(sound)
    {
        public override void Joined(string host) => Sound.AskToJoin(host, StationIdentity.AccessPointAddress, reciprocal: false);
    }
}
