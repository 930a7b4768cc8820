using VirtualStation.Firmware.Following;

namespace VirtualStation.Tests.Firmware;

/// <summary>Following a joined peer over its <c>/status</c>, <c>/config</c> and <c>/ws</c>.</summary>
[TestClass]
public sealed class FollowingTests : GroupTest
{
    private const string July = "2026-07";
    private const string September = "2026-09";

    [TestMethod]
    [DataRow(1, 2), DataRow(5, 32), DataRow(6, 60), DataRow(2000, 60)]
    public void Delay_FailuresInARow_DoublesUpToAMinute(int failures, double seconds) =>
        Assert.AreEqual(TimeSpan.FromSeconds(seconds), new ExponentialBackoff().Delay(failures));

    [TestMethod]
    [DataRow(July)]
    [DataRow(September)]
    public async Task Join_AnsweringPeer_IsOnlineWithStatus(string contract)
    {
        var (station, peer) = await JoinAsync(contract);

        await WaitForRowAsync(station, peer.Host, row => IsOnline(row) && row.GetProperty("status").GetProperty("amp").GetDouble() == 16000);
    }

    [TestMethod]
    [DataRow(July)]
    [DataRow(September)]
    public async Task Join_AnsweringPeer_LearnsId(string contract)
    {
        var (station, peer) = await JoinAsync(contract);

        await WaitForRowAsync(station, peer.Host, row => row.GetProperty("id").GetString() == "efcdab997856");
    }

    [TestMethod]
    public async Task Event_OfPeer_ChangesItsStatus()
    {
        var (station, peer) = await JoinAsync(July);

        await peer.SendAsync("""{"state":2,"amp":0}""", Token);

        await WaitForRowAsync(station, peer.Host, row => IsOnline(row) && row.GetProperty("status").GetProperty("state").GetInt32() == 2);
    }

    [TestMethod]
    [DataRow(July, 10, 13)]
    [DataRow(September, 8, 20)]
    public async Task Limits_OfPeer_ComeFromTheDocumentOfTheGeneration(string contract, int minimum, int maximum)
    {
        var station = await StartFirmwareAsync(0, contract, Fast);
        var peer = await StartPeerAsync();
        peer.Status = """{"amp":0,"vehicle":1,"state":3,"loadsharing_min_current":10,"loadsharing_max_current":13}""";
        peer.Config = """{"wifi_serial":"EFCDAB997856","min_current_hard":8,"max_current_soft":20}""";

        await station.AddPeerAsync(peer.Host, Token);

        await WaitForRowAsync(station, peer.Host, row => IsOnline(row)
            && row.GetProperty("status").GetProperty("min_current").GetInt32() == minimum
            && row.GetProperty("status").GetProperty("max_current").GetInt32() == maximum);
    }

    [TestMethod]
    public async Task ConfigVersion_Changes_ReadsSettingsAgain()
    {
        var (station, peer) = await JoinAsync(September);
        peer.Config = """{"wifi_serial":"EFCDAB997856","min_current_hard":10,"max_current_soft":13}""";

        await peer.SendAsync("""{"config_version":6}""", Token);

        await WaitForRowAsync(station, peer.Host, row => IsOnline(row) && row.GetProperty("status").GetProperty("max_current").GetInt32() == 13);
    }

    [TestMethod]
    public async Task Silence_BeyondHeartbeat_IsStale()
    {
        var (station, peer) = await JoinAsync(September, heartbeat: 5);

        await WaitForRowAsync(station, peer.Host, row => !IsOnline(row) && row.GetProperty("error").GetString() == "stale");
    }

    [TestMethod]
    public async Task Silence_WhileTheSettingsAreRead_IsNoticed()
    {
        var (station, peer) = await JoinAsync(September, heartbeat: 50);
        peer.AnswersConfig.Reset();

        await peer.SendAsync("""{"config_version":6}""", Token);

        await Retry.UntilPassesAsync(() => Assert.IsGreaterThan(1, peer.Gets("/config")), Token);
        await station.Process.WaitForOutputAsync($"{peer.Host} is stale", Token);
    }

    [TestMethod]
    public async Task Silence_BeyondHeartbeat_ConnectsAgain()
    {
        var (_, peer) = await JoinAsync(July, heartbeat: 5);

        await Retry.UntilPassesAsync(() => Assert.IsGreaterThan(2, peer.Gets("/status")), Token);
    }

    [TestMethod]
    public async Task Join_PeerThatAnswers500_IsUnreachable()
    {
        var station = await StartFirmwareAsync(0, September, Fast);
        var peer = await StartPeerAsync();
        peer.StatusAnswer = 500;

        await station.AddPeerAsync(peer.Host, Token);

        await WaitForRowAsync(station, peer.Host, row => !IsOnline(row) && row.GetProperty("error").GetString() == "unreachable");
    }

    [TestMethod]
    public async Task Close_OfWebSocket_KeepsPeerOnlineUntilHeartbeat()
    {
        var (station, peer) = await JoinAsync(July);

        peer.StatusAnswer = 500;
        peer.CloseWebSocket();

        await station.Process.WaitForOutputAsync($"Following {peer.Host} failed", Token);
        await WaitForRowAsync(station, peer.Host, IsOnline);
    }

    [TestMethod]
    public async Task Close_OfWebSocket_ConnectsAgain()
    {
        var (_, peer) = await JoinAsync(July);
        var before = peer.Gets("/status");

        peer.CloseWebSocket();

        await Retry.UntilPassesAsync(() => Assert.IsTrue(peer.Gets("/status") > before && peer.IsFollowed), Token);
    }

    [TestMethod]
    public async Task Reconnect_July_ReadsSettingsOnce()
    {
        var (_, peer) = await JoinAsync(July, heartbeat: 5);

        await Retry.UntilPassesAsync(() => Assert.IsGreaterThan(2, peer.Gets("/status")), Token);

        Assert.AreEqual(1, peer.Gets("/config"));
    }

    [TestMethod]
    public async Task Delete_FollowedPeer_ClosesWebSocket()
    {
        var (station, peer) = await JoinAsync(July);

        await station.DeletePeerAsync(Uri.EscapeDataString(peer.Host), Token);

        await Retry.UntilPassesAsync(() => Assert.IsFalse(peer.IsFollowed), Token);
    }

    [TestMethod]
    public async Task JoinOwnAddress_July_StaysOnline()
    {
        var station = await StartFirmwareAsync(0, July, Fast);
        var host = $"127.0.0.1:{station.Http.Port}";

        await station.AddPeerAsync(host, Token);

        await WaitForRowAsync(station, host, row => IsOnline(row) && row.GetProperty("id").GetString() == station.Id);
    }

    private static bool IsOnline(JsonElement row) => row.GetProperty("online").GetBoolean();

    private async Task<(RunningFirmware Station, RecordingPeer Peer)> JoinAsync(string contract, int heartbeat = 600)
    {
        var station = await StartFirmwareAsync(0, contract, Fast);
        await station.Http.PostAsync("/config", $$"""{"loadsharing_heartbeat_timeout":{{heartbeat}}}""", Token);
        var peer = await StartPeerAsync();
        await station.AddPeerAsync(peer.Host, Token);
        await WaitForRowAsync(station, peer.Host, IsOnline);
        return (station, peer);
    }
}
