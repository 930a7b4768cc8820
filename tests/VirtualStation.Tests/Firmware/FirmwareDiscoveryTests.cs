namespace VirtualStation.Tests.Firmware;

/// <summary>Discovery by mDNS.</summary>
[TestClass]
public sealed class FirmwareDiscoveryTests : StationTest
{
    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    public async Task Discover_TwoStations_ListEachOther(string contract)
    {
        var stations = await Task.WhenAll(StartFirmwareAsync(0, contract), StartFirmwareAsync(1, contract));

        foreach (var (station, other) in new[] { (stations[0], stations[1]), (stations[1], stations[0]) })
        {
            await station.WaitForPeerAsync(
                other, "as online with its address", row => IsOnline(row) && row.GetProperty("ip").GetString() == "127.0.0.1", Token);
        }
    }

    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    public async Task Discover_TwoStations_ListHasTwoRows(string contract)
    {
        var stations = await Task.WhenAll(StartFirmwareAsync(0, contract), StartFirmwareAsync(1, contract));

        // 2026-02 lists itself once discovered, 2026-07 from the start.
        await stations[0].WaitForPeerAsync(stations[0], "itself", _ => true, Token);
        await stations[0].WaitForOnlineAsync(stations[1], Token);

        Assert.HasCount(2, await stations[0].PeersAsync(Token));
    }

    [TestMethod]
    public async Task Start_SharingDisabledInSeptember2026_SendsNoQuery()
    {
        var disabled = await StartFirmwareAsync(0, "2026-09", "--time-factor", "10");
        var enabled = await StartFirmwareAsync(1, "2026-09", "--time-factor", "10", "--set-config", "loadsharing_enabled=true");

        await enabled.Process.WaitForOutputAsync("Starting discovery iteration 2", Token);

        Assert.DoesNotContain("Starting discovery", disabled.Process.Output);
    }

    [TestMethod]
    [DataRow("2026-02", true)]
    [DataRow("2026-02", false)]
    [DataRow("2026-07", true)]
    [DataRow("2026-07", false)]
    public async Task Discover_PeerStopped_IsNotOnline(string contract, bool isGraceful)
    {
        var station = await StartFirmwareAsync(0, contract, "--time-factor", "2");
        var peer = await StartFirmwareAsync(1, contract);
        await station.WaitForOnlineAsync(peer, Token);

        await peer.Process.StopAsync(isGraceful, Token);

        if (contract == "2026-02")
        {
            await Retry.UntilPassesAsync(async () => Assert.IsNull(await station.FindPeerAsync(peer, Token)), Token);
        }
        else
        {
            await station.WaitForPeerAsync(peer, "as offline", row => !IsOnline(row), Token);
        }
    }

    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    public async Task Discover_PeerRestarted_IsOnline(string contract)
    {
        var station = await StartFirmwareAsync(0, contract, "--time-factor", "2");
        var peer = await StartFirmwareAsync(1, contract);
        await station.WaitForOnlineAsync(peer, Token);
        await peer.Process.StopAsync(isGraceful: false, Token);
        await Retry.UntilPassesAsync(async () => Assert.IsFalse(await station.FindPeerAsync(peer, Token) is { } row && IsOnline(row)), Token);

        var restarted = await StartFirmwareAsync(peer.Directory, 1, contract);

        await station.WaitForOnlineAsync(restarted, Token);
    }

    [TestMethod]
    public async Task Publish_NameInUse_OnlyFirstStationIsDiscovered()
    {
        var first = await StartFirmwareAsync(1);
        await first.Process.WaitForOutputAsync("mDNS: published", Token);
        var second = await StartFirmwareAsync(2, "2026-07", "--set-config", "hostname=openevse-native-1");
        await second.Process.WaitForOutputAsync("mDNS: this station is not published", Token);

        var third = await StartFirmwareAsync(0);

        await third.WaitForOnlineAsync(first, Token);
        Assert.AreEqual(first.Id, (await third.PeerAsync(first, Token)).GetProperty("id").GetString());
        Assert.HasCount(2, await third.PeersAsync(Token));
    }

    [TestMethod]
    public async Task Publish_NameInUse_StationAnswersRequests()
    {
        var first = await StartFirmwareAsync(1);
        await first.Process.WaitForOutputAsync("mDNS: published", Token);

        var second = await StartFirmwareAsync(2, "2026-07", "--set-config", "hostname=openevse-native-1");
        await second.Process.WaitForOutputAsync("mDNS: this station is not published", Token);

        Assert.AreEqual(200, (await second.Http.GetAsync("/config", Token)).Status);
    }

    [TestMethod]
    public async Task Discover_SameChipId_IsNotListed()
    {
        var station = await StartFirmwareAsync(0);
        var twin = await StartFirmwareAsync(1, "2026-07", "--chip-id", "0x567890abcdef");
        var third = await StartFirmwareAsync(2);
        await third.WaitForOnlineAsync(twin, Token);

        await station.WaitForOnlineAsync(third, Token);

        Assert.IsNull(await station.FindPeerAsync(twin, Token));
    }

    [TestMethod]
    [DataRow("NAME", "NAME:PORT", "127.0.0.1:PORT")]
    [DataRow("NAME:PORT", "UPPER", "NAME")]
    public async Task AddAndDelete_SpellingsOfDiscoveredPeer_DenoteOneDevice(string first, string second, string third)
    {
        var station = await StartFirmwareAsync(0);
        var peer = await StartFirmwareAsync(1);
        await station.WaitForPeerAsync(peer, "with its port", row => row.GetProperty("host").GetString() == Host("NAME:PORT"), Token);

        Assert.AreEqual("done", (await station.AddPeerAsync(Host(first), Token)).Message);
        Assert.AreEqual("already in group", (await station.AddPeerAsync(Host(second), Token)).Message);
        Assert.IsTrue((await station.PeerAsync(peer, Token)).GetProperty("joined").GetBoolean());

        Assert.AreEqual("done", (await station.DeletePeerAsync(Host(third), Token)).Message);
        Assert.IsFalse((await station.PeerAsync(peer, Token)).GetProperty("joined").GetBoolean());
        Assert.AreEqual("Peer not found", (await station.DeletePeerAsync(Host(first), Token)).Message);

        string Host(string spelling) => spelling
            .Replace("UPPER", peer.MdnsName.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("NAME", peer.MdnsName, StringComparison.Ordinal)
            .Replace("PORT", $"{peer.Http.Port}", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Discover_PeerAddedInTwoSpellings_RowsAreMerged()
    {
        var station = await StartFirmwareAsync(0);
        await station.AddPeerAsync("openevse-native-1.local", Token);
        await station.AddPeerAsync("OPENEVSE-native-1.local", Token);
        Assert.HasCount(3, await station.PeersAsync(Token));

        var peer = await StartFirmwareAsync(1);

        await Retry.UntilPassesAsync(
            async () =>
            {
                await station.Http.PostAsync("/loadsharing/discover", null, Token);
                var row = Assert.ContainsSingle((await station.PeersAsync(Token)).Where(row => !row.GetProperty("isLocal").GetBoolean()));
                Assert.IsTrue(row.GetProperty("joined").GetBoolean() && IsOnline(row), row.GetRawText());
                Assert.AreEqual(peer.Id, row.GetProperty("id").GetString());
            },
            Token);
    }

    private static bool IsOnline(JsonElement row) => row.GetProperty("online").GetBoolean();
}
