using VirtualStation.Firmware;
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
        var registry = new PeerRegistry(FirmwareGeneration.July2026, new StationIdentity("ba9876543210", "own", 8000, IPAddress.Loopback), new NoPeerStore());
        registry.Add(Garage.Host);
        registry.BeginSweep();

        registry.OnFound(Garage);
        registry.OnFound(Garage);

        Assert.IsTrue(registry.Peers.Single(peer => peer.Host == Garage.Host).IsJoined);
    }
}
