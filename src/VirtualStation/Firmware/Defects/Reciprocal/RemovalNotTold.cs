using VirtualStation.Firmware.Reciprocal;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class RemovalNotTold() : JulyDefect("removal-not-told", "The other side is never told that it was removed, and keeps to a group that it is not in.")
{
    public override IPeerNotifier Notifier(HttpPeerNotifier notifier, StationIdentity self) => new HalfMute(notifier);

    private sealed class HalfMute(HttpPeerNotifier sound) : IPeerNotifier
    {
        public void Joined(string host) => sound.Joined(host);

        public void Removed(string host)
        {
        }
    }
}
