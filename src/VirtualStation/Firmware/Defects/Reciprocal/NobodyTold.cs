using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Reciprocal;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class NobodyTold() : JulyDefect("nobody-told", "The other side is never told that it was added, and only one of the two shares.")
{
    public override IPeerNotifier Notifier(HttpPeerNotifier notifier, StationIdentity self) => new Mute(notifier);

    private sealed class Mute(HttpPeerNotifier sound) : Notifier(sound)
    {
        public override void Joined(string host)
        {
        }
    }
}
