using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Tests.Firmware.Peers;

[TestClass]
public sealed class PeerRegistryTests
{
    private static readonly DiscoveredStation Garage = new("garage", "127.0.0.1", 8001, "0123456789ab", IsSecure: false);

    [TestMethod]
    public void OnFound_TwiceInASweep_KeepsTheJoinedRow()
    {
        var registry = NewPeerRegistry.Of(FirmwareGeneration.July2026);
        registry.Add(Garage.Host);
        registry.BeginSweep();

        registry.OnFound(Garage);
        registry.OnFound(Garage);

        Assert.IsTrue(registry.Peers.Single(peer => peer.Host == Garage.Host).IsJoined);
    }
}
