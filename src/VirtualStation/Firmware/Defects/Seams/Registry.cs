using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Seams;

/// <summary>A registry that does as another one does; a defect overrides what it breaks.</summary>
internal class Registry(IPeerRegistry sound) : IPeerRegistry
{
    public virtual IReadOnlyList<PeerRow> Rows => Sound.Rows;

    public int Version => Sound.Version;

    public bool HasSeenAll => Sound.HasSeenAll;

    protected IPeerRegistry Sound => sound;

    public virtual bool IsLocal(string host) => Sound.IsLocal(host);

    public virtual AddOutcome Add(string host) => Sound.Add(host);

    public virtual RemoveOutcome Remove(string host) => Sound.Remove(host);

    public virtual void BeginSweep() => Sound.BeginSweep();

    public virtual void Found(DiscoveredStation station) => Sound.Found(station);

    public virtual void Lost(DiscoveredStation station) => Sound.Lost(station);

    public virtual void EndSweep() => Sound.EndSweep();
}
