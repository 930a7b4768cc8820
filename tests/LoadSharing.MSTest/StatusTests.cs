namespace LoadSharing.MSTest;

[LoadSharingTestClass, TestCategory(Endpoint.Status)]
public sealed class StatusTests : LoadSharingTest
{
    [TestMethod]
    [DataRow(2), DataRow(3)]
    public async Task Status_JoinedStations_AreCountedOnline(int stations)
    {
        var fleet = await FleetAsync(stations);
        Contract.SkipUnless(Contract.HasStatus, "GET /loadsharing/status");

        await fleet[0].JoinAsync(fleet.Others(fleet[0]));

        await Eventually(async () => (await fleet[0].GetStatusAsync()).OnlineCount.Should().Be(stations));
    }

    [TestMethod]
    [DataRow(2), DataRow(3)]
    public async Task Status_KilledPeer_IsCountedOffline(int stations)
    {
        var fleet = await FleetAsync(stations);
        Contract.SkipUnless(Contract.HasStatus, "GET /loadsharing/status");
        await fleet[0].SetConfigAsync(GroupSettings.ShortHeartbeat);
        await fleet[0].JoinAsync(fleet.Others(fleet[0]));
        await Eventually(async () => (await fleet[0].GetStatusAsync()).OnlineCount.Should().Be(stations));

        await fleet[^1].KillAsync();

        await Eventually(async () => (await fleet[0].GetStatusAsync()).OfflineCount.Should().Be(1), within: Timeouts.LostPeer);
    }

    [TestMethod]
    public async Task Status_RefusingPeer_IsUnreachable()
    {
        var station = await StationAsync();
        Contract.SkipUnless(Contract.StatusRowFieldsOfUnreachable.Count > 0, "error of a peer");

        await station.JoinAsync("127.9.8.7:9");

        await Eventually(async () => (await station.GetStatusAsync()).Of("127.9.8.7:9").Error.Should().Be("unreachable"));
    }

    [TestMethod]
    public async Task Status_KilledPeer_IsStale()
    {
        var (first, second) = await FleetAsync(2);
        Contract.SkipUnless(Contract.StatusRowFieldsOfUnreachable.Count > 0, "error of a peer");
        await first.SetConfigAsync(GroupSettings.ShortHeartbeat);
        await first.JoinAsync(second);
        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBe(online: true));

        await second.KillAsync();

        await Eventually(async () => (await first.GetStatusAsync()).Of(second).Error.Should().Be("stale"), within: Timeouts.LostPeer);
    }

    [TestMethod]
    public async Task Status_FollowedPeer_HasNoError()
    {
        var (first, second) = await FleetAsync(2);
        Contract.SkipUnless(Contract.StatusRowFieldsOfUnreachable.Count > 0, "error of a peer");

        await first.JoinAsync(second);

        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBe(online: true));
        (await first.GetStatusAsync()).Of(second).Error.Should().BeNull();
    }

    [TestMethod]
    public async Task Status_MemberWithoutController_NamesTheReason()
    {
        var station = await StationAsync();
        Contract.SkipUnless(Contract.StatusFieldsInFailsafe.Count > 0, "reason of failsafe");

        await station.SetConfigAsync(MemberTests.Member);

        await Eventually(async () => (await station.GetStatusAsync()).FailsafeReason.Should().Be("no allocation from controller"));
    }
}
