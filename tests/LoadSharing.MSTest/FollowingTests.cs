namespace LoadSharing.MSTest;

/// <summary>
/// A station follows each joined peer: it reads the peer's status and then receives frames on its <c>/ws</c>. The peer here is not a station, so that a failure
/// separates a station that does not ask from one that does not show the answer.
/// </summary>
[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class FollowingTests : LoadSharingTest
{
    [TestMethod]
    public async Task JoinedPeer_AfterTheAdd_IsAskedForItsStatus()
    {
        var station = await FollowingStationAsync();
        await using var peer = await ListenAsync(opensWebSocket: true);

        await station.JoinAsync(peer.Host);

        await Eventually(() => peer.StatusRequests.Should().BePositive("a joined peer is followed"), within: Timeouts.StatusIngestion);
    }

    [TestMethod]
    public async Task JoinedPeer_ThatSendsAFrame_IsOnline()
    {
        var station = await FollowingStationAsync();
        await using var peer = await ListenAsync(opensWebSocket: true);
        await station.JoinAsync(peer.Host);

        await EventuallyIsOnlineAsync(station, peer);
    }

    [TestMethod]
    public async Task SilentPeer_AfterTheHeartbeat_IsOffline()
    {
        var station = await FollowingStationAsync();
        await using var peer = await ListenAsync(opensWebSocket: true);
        await station.JoinAsync(peer.Host);
        await EventuallyIsOnlineAsync(station, peer);

        await Eventually(async () => (await station.GetPeerAsync(peer.Host)).ShouldBe(joined: true, online: false), within: Timeouts.Failsafe);
    }

    [TestMethod]
    public async Task SilentPeer_AfterTheHeartbeat_IsAskedForItsStatusAgain()
    {
        var station = await FollowingStationAsync();
        await using var peer = await ListenAsync(opensWebSocket: true);
        await station.JoinAsync(peer.Host);
        await EventuallyIsOnlineAsync(station, peer);
        var before = peer.StatusRequests;

        await Eventually(() => peer.StatusRequests.Should().BeGreaterThan(before, "a silent peer is asked again"), within: Timeouts.Failsafe);
    }

    private Task EventuallyIsOnlineAsync(Station station, PushListener peer) => Eventually(
        async () => (await station.GetPeerAsync(peer.Host)).ShouldBe(joined: true, online: true), within: Timeouts.StatusIngestion);

    private async Task<Station> FollowingStationAsync()
    {
        var station = await StationAsync();
        Contract.SkipUnless(Contract.HasRoles, "peers that are followed");
        await station.SetConfigAsync(new GroupSettings { HeartbeatSeconds = 10 });
        return station;
    }
}
