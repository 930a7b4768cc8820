using VirtualStation.Firmware.Reciprocal;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class NobodyTold() : JulyDefect("nobody-told", "The other side is never told that it was added, and only one of the two shares.")
{
    public override IPeerNotifier Notifier(HttpPeerNotifier notifier, StationIdentity self) => new Mute(notifier);

    private sealed class Mute(HttpPeerNotifier sound) : IPeerNotifier
    {
        public void Joined(string host)
        {
        }

        public void Removed(string host) => sound.Removed(host);
    }
}
