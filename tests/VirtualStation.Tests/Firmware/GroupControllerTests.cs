namespace VirtualStation.Tests.Firmware;

/// <summary>The controller role: pushes, computations and frames.</summary>
[TestClass]
public sealed class GroupControllerTests : GroupTest
{
    private const string July = "2026-07";
    private const string September = "2026-09";
    private const string Reset = """{"loadsharing_enabled":false,"loadsharing_role":"","loadsharing_controller_host":""}""";

    [TestMethod]
    [DataRow(July, "\"loadsharing_group_max_current\":32,")]
    [DataRow(September, "")]
    public async Task Push_AfterAdd_HasRecordedBody(string contract, string groupMaximum)
    {
        var (_, peer) = await StartControllerAsync(contract);

        await WaitForPushesAsync(peer, 1);

        Assert.AreEqual(
            ("/config", "{\"loadsharing_enabled\":true,\"loadsharing_role\":\"member\",\"loadsharing_controller_host\":\"openevse-native-0.local\","
                + $"\"loadsharing_group_id\":\"g\",{groupMaximum}\"loadsharing_safety_factor\":1,\"loadsharing_heartbeat_timeout\":20,"
                + "\"loadsharing_failsafe_mode\":\"safe_current\",\"loadsharing_failsafe_safe_current\":6,\"loadsharing_failsafe_peer_assumed_current\":6}"),
            peer.Pushes[0]);
    }

    [TestMethod]
    public async Task Push_Answered500_IsRepeatedUntilSuccess()
    {
        var controller = await StartFirmwareAsync(0, July, Fast);
        var peer = await StartPeerAsync();
        peer.ConfigAnswer = 500;
        await controller.Http.PostAsync("/config", ControllerSettings, Token);
        await controller.AddPeerAsync(peer.Host, Token);
        await WaitForPushesAsync(peer, 3);

        peer.ConfigAnswer = 200;

        // Each computation sends a frame: after two of them the last push was long ago.
        await controller.Process.WaitForOutputAsync($"Config push to {peer.Host} responded 200", Token);
        var pushes = peer.Pushes.Count;
        var frames = peer.Frames.Count;
        await Retry.UntilPassesAsync(() => Assert.IsGreaterThan(frames + 1, peer.Frames.Count), Token);
        Assert.HasCount(pushes, peer.Pushes);
    }

    [TestMethod]
    [DataRow("""{"loadsharing_group_max_current":20}""", 2)]
    [DataRow("""{"loadsharing_rotation_interval":60}""", 2)]
    [DataRow("""{"loadsharing_group_max_current":32}""", 1)]
    [DataRow("""{"divert_decay_smoothing_time":601}""", 1)]
    public async Task ChangeSettings_OfController_PushesWhatBelongsToTheGroup(string settings, int pushes)
    {
        var (controller, peer) = await StartControllerAsync(July);
        await WaitForPushesAsync(peer, 1);
        await WaitForFrameAsync(peer, 16, "equal_share");

        await controller.Http.PostAsync("/config", settings, Token);

        await WaitForPushesAsync(peer, pushes);
        var frames = peer.Frames.Count;
        await Retry.UntilPassesAsync(() => Assert.IsGreaterThan(frames, peer.Frames.Count), Token);
        Assert.HasCount(pushes, peer.Pushes);
    }

    [TestMethod]
    public async Task Computation_TwoChargingCars_SharesEqually()
    {
        var (_, peer) = await StartControllerAsync(July);

        await WaitForFrameAsync(peer, 16, "equal_share");
    }

    [TestMethod]
    [DataRow(July, """{"target_current":26,"reason":"equal_share"}""")]
    [DataRow(September, """{"target_current":6,"reason":"failsafe_safe_current"}""")]
    public async Task Computation_BeforeTheWebSocketIsOpen_TakesThePeerForOffline(string contract, string own)
    {
        var controller = await StartChargingAsync(contract);
        var peer = await StartPeerAsync();
        peer.StatusAnswer = 500;
        await controller.Http.PostAsync("/config", ControllerSettings, Token);

        await controller.AddPeerAsync(peer.Host, Token);

        await WaitForGroupStatusAsync(
            controller,
            $$"""
            {"failsafe_active":true,"online_count":1,"offline_count":1,
             "allocations":[{{own}},{"id":"{{peer.Host}}","target_current":0,"reason":"offline"}]}
            """);
    }

    [TestMethod]
    public async Task FailsafeReason_PeerOffline_NamesIt()
    {
        var controller = await StartFirmwareAsync(0, September, Fast);
        await controller.Http.PostAsync("/config", ControllerSettings, Token);

        await controller.AddPeerAsync("127.0.0.1:1", Token);

        await WaitForGroupStatusAsync(controller, """{"failsafe_active":true,"failsafe_reason":"peer offline: 127.0.0.1:1"}""");
    }

    [TestMethod]
    public async Task Computation_PeerStopsCharging_GetsConnectedMinimum()
    {
        var (_, peer) = await StartControllerAsync(July);
        await WaitForFrameAsync(peer, 16, "equal_share");

        await peer.SendAsync("""{"state":2,"amp":0}""", Token);

        await WaitForFrameAsync(peer, 6, "connected_min");
    }

    [TestMethod]
    public async Task Disable_Sharing_EndsFrames()
    {
        var (controller, peer) = await StartControllerAsync(July);
        await WaitForFrameAsync(peer, 16, "equal_share");

        await controller.Http.PostAsync("/config", """{"loadsharing_enabled":false}""", Token);
        await WaitForGroupStatusAsync(controller, """{"enabled":false,"failsafe_active":false}""");

        // The events of three seconds are more than two computations.
        var frames = peer.Frames.Count;
        var client = await ConnectAsync(controller);
        await Retry.UntilPassesAsync(() => Assert.IsGreaterThan(11, client.Frames.Count(frame => frame.EnumerateObject().Count() == 2)), Token);
        Assert.HasCount(frames, peer.Frames);
    }

    [TestMethod]
    public async Task Delete_Peer_PushesReset()
    {
        var (controller, peer) = await StartControllerAsync(July);
        await WaitForPushesAsync(peer, 1);

        await controller.DeletePeerAsync(Uri.EscapeDataString(peer.Host), Token);

        await Retry.UntilPassesAsync(() => Assert.AreEqual(("/config", Reset), peer.Pushes[^1]), Token);
    }

    [TestMethod]
    public async Task Push_ToVirtualStation_MakesItMember()
    {
        var stations = await Task.WhenAll(StartFirmwareAsync(0, July, Fast), StartFirmwareAsync(1, July, Fast));
        await stations[0].Http.PostAsync("/config", ControllerSettings, Token);

        await stations[0].AddPeerAsync($"127.0.0.1:{stations[1].Http.Port}", Token);

        await Retry.UntilPassesAsync(
            async () => Assert.AreEqual(
                ("member", "openevse-native-0.local"),
                await stations[1].Http.GetAsync("/config", Token) is var config
                    ? (config.Json.GetProperty("loadsharing_role").GetString(), config.Json.GetProperty("loadsharing_controller_host").GetString())
                    : default),
            Token);
        await WaitForGroupStatusAsync(stations[1], """{"enabled":true,"group_id":"g","failsafe_active":false}""");
    }
}
