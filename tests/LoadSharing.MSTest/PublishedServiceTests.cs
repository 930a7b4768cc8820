namespace LoadSharing.MSTest;

/// <summary>The mDNS services of stations, seen by a browser that is independent of their firmware.</summary>
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
