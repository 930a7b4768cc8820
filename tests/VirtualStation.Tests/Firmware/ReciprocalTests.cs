using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Firmware;

/// <summary>Joining on one side joins on the other, once; nothing leaves the machine.</summary>
[TestClass]
public sealed class ReciprocalTests : StationTest
{
    private const string PostLine = "HTTP POST /loadsharing/peers 200";

    [TestMethod]
    public async Task Join_DiscoveredPeer_JoinsTheOtherSideOnceWithoutPingPong()
    {
        var (station, peer) = await StartPairAsync();
        Assert.AreEqual("done", (await station.JoinAsync((await station.RowAsync(peer, Token))!.Value.GetProperty("host").GetString()!, Token, reciprocal: true)).Message);
        await peer.UntilRowAsync(station, "joined", row => row.GetProperty("joined").GetBoolean(), Token);
        await Wait.UntilAsync("the first knows the answer", () => station.Process.Output.Contains("Reciprocal sync POST", StringComparison.Ordinal) ? null : "no log line", Token);

        // Whatever else they had to say to each other would have been said before these.
        await station.JoinAsync("barrier.local", Token);
        await peer.JoinAsync("barrier.local", Token);
        Assert.AreEqual(2, Count(station, PostLine), "the test's two");
        Assert.AreEqual(2, Count(peer, PostLine), "the other side's one and the test's one");
        Assert.IsTrue((await station.RowAsync(peer, Token))!.Value.GetProperty("joined").GetBoolean());
    }

    [TestMethod]
    public async Task Join_NotReciprocal_LeavesTheOtherSideAlone()
    {
        var (station, peer) = await StartPairAsync();
        await station.JoinAsync(peer.MdnsName, Token, reciprocal: false);
        await peer.UntilRowAsync(station, "not joined", row => !row.GetProperty("joined").GetBoolean(), Token);
        Assert.AreEqual(0, Count(peer, PostLine));
        Assert.DoesNotContain("Reciprocal sync", station.Process.Output);
    }

    [TestMethod]
    public async Task Remove_Peer_TellsItToLeaveItsMemberRole()
    {
        var (station, peer) = await StartPairAsync();
        await station.JoinAsync(peer.MdnsName, Token, reciprocal: true);
        await peer.UntilRowAsync(station, "joined", row => row.GetProperty("joined").GetBoolean(), Token);
        await peer.Http.PostAsync("/config", $$"""{"loadsharing_enabled":true,"loadsharing_role":"member","loadsharing_controller_host":"{{station.MdnsName}}"}""", Token);

        await station.Http.DeleteAsync($"/loadsharing/peers/{peer.MdnsName}", Token);
        await peer.UntilRowAsync(station, "not joined any more", row => !row.GetProperty("joined").GetBoolean(), Token);
        Assert.IsFalse((await peer.Http.GetAsync("/config", Token)).Json.GetProperty("loadsharing_enabled").GetBoolean());
    }

    [TestMethod]
    [DataRow("192.0.2.7", "192.0.2.7 is not a loopback address")]
    [DataRow("nobody.local", "its address is not known")]
    [DataRow("example.org", "its address is not known")]
    public async Task Join_HostElsewhere_IsStoredButNotContacted(string host, string reason)
    {
        var station = await StartFirmwareAsync();
        Assert.AreEqual("done", (await station.JoinAsync(host, Token, reciprocal: true)).Message);
        await Wait.UntilAsync("the refusal is logged", () => station.Process.Output.Contains($"{host} is not told: {reason}", StringComparison.Ordinal) ? null : station.Process.Output, Token);
    }

    [TestMethod]
    public async Task Join_FebruaryContract_TellsNobody()
    {
        var station = await StartFirmwareAsync(0, "2026-02");
        var peer = await StartFirmwareAsync(1, "2026-02");
        await station.UntilRowAsync(peer, "online", row => row.GetProperty("online").GetBoolean(), Token);
        await station.JoinAsync($"127.0.0.1:{peer.Http.Port}", Token, reciprocal: true);
        await peer.JoinAsync("barrier.local", Token);
        Assert.AreEqual(1, Count(peer, PostLine));
    }

    private async Task<(FirmwareStation Station, FirmwareStation Peer)> StartPairAsync()
    {
        var stations = await Task.WhenAll(StartFirmwareAsync(0), StartFirmwareAsync(1));
        await stations[0].UntilRowAsync(stations[1], "online", row => row.GetProperty("online").GetBoolean(), Token);
        await stations[1].UntilRowAsync(stations[0], "online", row => row.GetProperty("online").GetBoolean(), Token);
        return (stations[0], stations[1]);
    }

    private static int Count(FirmwareStation station, string line) => station.Process.Output.Split('\n').Count(candidate => candidate == line);
}
