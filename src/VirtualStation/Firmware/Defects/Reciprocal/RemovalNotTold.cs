using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Reciprocal;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class RemovalNotTold() : JulyDefect("removal-not-told", "The other side is never told that it was removed, and keeps to a group that it is not in.")
{
    public override IPeerNotifier Notifier(HttpPeerNotifier notifier, StationIdentity self) => new HalfMute(notifier);

    private sealed class HalfMute(HttpPeerNotifier sound) : Notifier(sound)
    {
        public override void Removed(string host)
        {
        }
    }
}
