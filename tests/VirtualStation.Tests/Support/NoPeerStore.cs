using VirtualStation.Firmware.Storage;

namespace VirtualStation.Tests.Support;

/// <summary>A station that has saved no peers, and saves none.</summary>
internal sealed class NoPeerStore : IPeerStore
{
    public IReadOnlyList<StoredPeer> Load() => [];

    public void Save(IReadOnlyList<StoredPeer> peers)
    {
    }
}
