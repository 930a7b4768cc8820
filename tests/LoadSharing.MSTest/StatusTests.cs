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
        await fleet[0].JoinAsync(fleet.Others(fleet[0]));
        await Eventually(async () => (await fleet[0].GetStatusAsync()).OnlineCount.Should().Be(stations));

        await fleet[^1].KillAsync();

        await Eventually(async () => (await fleet[0].GetStatusAsync()).OfflineCount.Should().Be(1), within: Seconds(60));
    }
}
