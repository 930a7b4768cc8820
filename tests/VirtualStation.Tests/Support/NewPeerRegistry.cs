using VirtualStation.Firmware;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Tests.Support;

internal static class NewPeerRegistry
{
    /// <summary>The peer list of a station that has saved no peers, and saves none.</summary>
    public static PeerRegistry Of(FirmwareGeneration generation) =>
        new(generation, new StationIdentity("ba9876543210", "own", 8000, IPAddress.Loopback), new NoStore());

    private sealed class NoStore : IPeerStore
    {
        public IReadOnlyList<StoredPeer> Load() => [];

        public void Save(IReadOnlyList<StoredPeer> peers)
        {
        }
    }
}
