namespace LoadSharing.MSTest;

/// <summary>What stations publish by mDNS, as a browser sees it that is independent of their firmware.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Discover)]
public sealed class PublishedServiceTests : LoadSharingTest
{
    [TestMethod]
    public async Task Services_RunningStations_ArePublishedByContract()
    {
        var fleet = await FleetAsync(2);

        await Eventually(async () => (await fleet.BrowseAsync()).ShouldBePublished(fleet));
    }

    [TestMethod]
    public async Task Services_StoppedStation_IsNotPublished()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await Eventually(async () => (await fleet.BrowseAsync()).ShouldBePublished(fleet));

        await second.StopAsync();

        await Eventually(async () => (await fleet.BrowseAsync()).ShouldBePublished([first]));
    }
}
