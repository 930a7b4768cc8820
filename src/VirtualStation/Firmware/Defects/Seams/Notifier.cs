using VirtualStation.Firmware.Reciprocal;

namespace VirtualStation.Firmware.Defects.Seams;

/// <summary>A notifier that does as the sound one does; a defect overrides what it breaks.</summary>
internal class Notifier(HttpPeerNotifier sound) : IPeerNotifier
{
    protected HttpPeerNotifier Sound => sound;

    public virtual void Joined(string host) => Sound.Joined(host);

    public virtual void Removed(string host) => Sound.Removed(host);
}
