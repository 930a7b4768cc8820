namespace LoadSharing.MSTest;

/// <summary>Stations that stop, with a goodbye (SIGTERM) and without (SIGKILL), and that start again.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Discover)]
public sealed class StopTests : LoadSharingTest
{
    [TestMethod]
    [DataRow(ProcessSignal.Terminate), DataRow(ProcessSignal.Kill)]
    public async Task Stop_DiscoveredStation_IsNotOnline(ProcessSignal signal)
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverAsync();

        await second.StopAsync(signal);

        await fleet.DiscoverUntilAsync(async () => (await first.GetPeersAsync()).ShouldHaveLost(second));
    }

    [TestMethod]
    [DataRow(ProcessSignal.Terminate), DataRow(ProcessSignal.Kill)]
    public async Task Stop_JoinedStation_IsOffline(ProcessSignal signal)
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await first.SetConfigAsync(GroupSettings.ShortHeartbeat);
        await first.JoinAsync(second);
        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBe(online: true));

        await second.StopAsync(signal);

        await fleet.DiscoverUntilAsync(async () => (await first.GetPeerAsync(second)).ShouldBe(joined: true, online: false), Timeouts.LostPeer);
    }

    [TestMethod]
    [DataRow(ProcessSignal.Terminate), DataRow(ProcessSignal.Kill)]
    public async Task Start_StoppedStation_IsOnlineAgain(ProcessSignal signal)
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverAsync();
        await second.StopAsync(signal);
        await fleet.DiscoverUntilAsync(async () => (await first.GetPeersAsync()).ShouldHaveLost(second));

        await second.StartAsync();

        await fleet.DiscoverUntilAsync(async () => (await first.GetPeerAsync(second)).ShouldBe(joined: false, online: true));
    }

    [TestMethod]
    [DataRow(ProcessSignal.Terminate), DataRow(ProcessSignal.Kill)]
    public async Task Start_StoppedJoinedStation_IsOnlineAgain(ProcessSignal signal)
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await first.SetConfigAsync(GroupSettings.ShortHeartbeat);
        await first.JoinAsync(second);
        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBe(online: true));
        await second.StopAsync(signal);
        await fleet.DiscoverUntilAsync(async () => (await first.GetPeerAsync(second)).ShouldBe(joined: true, online: false), Timeouts.LostPeer);

        await second.StartAsync();

        await fleet.DiscoverUntilAsync(async () => (await first.GetPeerAsync(second)).ShouldBe(joined: true, online: true));
    }
}
