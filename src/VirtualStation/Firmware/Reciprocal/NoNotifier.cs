namespace VirtualStation.Firmware.Reciprocal;

/// <summary>The 2026-02 generation tells nobody.</summary>
internal sealed class NoNotifier : IPeerNotifier
{
    public void Joined(string host)
    {
    }

    public void Removed(string host)
    {
    }
}
