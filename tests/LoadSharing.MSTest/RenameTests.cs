namespace LoadSharing.MSTest;

/// <summary>Stations that restart with another host name, which may be that of another station.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Discover)]
public sealed class RenameTests : LoadSharingTest
{
    [TestMethod]
    public async Task Rename_Station_IsPublishedUnderItsNewNameOnly()
    {
        var fleet = await FleetAsync(1);

        await RenameAsync(fleet[0]);

        await Eventually(async () => (await fleet.BrowseAsync()).ShouldBePublished(fleet));
    }

    [TestMethod]
    public async Task Rename_Station_KeepsItsJoinedHosts()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);

        await RenameAsync(station);

        var peers = await station.GetPeersAsync();
        peers.ShouldHaveJoined([UnknownHost]);
    }

    [TestMethod]
    public async Task Rename_Station_ListsItselfUnderItsNewNameOnly()
    {
        var fleet = await FleetAsync(1);
        var former = fleet[0].Hostname;

        await RenameAsync(fleet[0]);

        await fleet.DiscoverUntilAsync(async () =>
        {
            var peers = await fleet[0].GetPeersAsync();
            peers.ShouldListItself();
            peers.Named(former).Should().BeEmpty();
        });
    }

    [TestMethod, TestCategory(Endpoint.Peers)]
    public async Task AddPeer_NewOwnHost_IsAnsweredByContract()
    {
        var station = await StationAsync();
        await RenameAsync(station);

        var response = await station.AddPeerAsync(station.LocalName);

        response.ShouldBe(Contract.AddOwnHost);
    }

    [TestMethod, TestCategory(Endpoint.Peers)]
    public async Task AddPeer_FormerOwnHost_IsDone()
    {
        var station = await StationAsync();
        var former = station.LocalName;
        await RenameAsync(station);

        var response = await station.AddPeerAsync(former);

        response.ShouldBe(Answer.Done);
    }

    [TestMethod]
    public async Task Rename_DiscoveredStation_IsListedUnderItsNewName()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverUntilSettledAsync();

        await RenameAsync(second);

        await fleet.DiscoverUntilAsync(
            async () => (await first.GetPeersAsync()).Named(second.Hostname).Should().ContainSingle().Subject.ShouldBeDiscovered(second));
    }

    [TestMethod]
    public async Task Rename_DiscoveredStation_IsNotListedUnderItsFormerName()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverUntilSettledAsync();
        var former = second.Hostname;

        await RenameAsync(second);

        await fleet.DiscoverUntilAsync(async () => (await first.GetPeersAsync()).Named(former).Should().BeEmpty());
    }

    [TestMethod]
    public async Task Rename_JoinedStation_IsJoinedUnderTheContractsName()
    {
        var (first, second) = await FleetAsync(2);
        await first.JoinAsync(second);
        var former = second.Hostname;

        await RenameAsync(second);

        // 2026-07 knows the device by its id, 2026-02 by its name only.
        await first.Fleet.DiscoverUntilAsync(async () =>
        {
            var peers = await first.GetPeersAsync();
            peers.Named(second.Hostname).Should().ContainSingle().Subject.ShouldBeDiscovered(second, joined: Contract.Expect(v202602: false, v202607: true));
            peers.Named(former).Where(row => row is { Joined: true, Online: false }).Should().HaveCount(Contract.Expect(v202602: 1, v202607: 0));
        });
    }

    [TestMethod]
    public async Task Rename_ToAnotherStationsName_OnlyThatOneIsPublished()
    {
        var fleet = await FleetAsync(3);
        var (first, second, third) = fleet;
        await fleet.DiscoverAsync();

        await second.RenameAsync(first.Hostname);

        // A firmware whose name is refused may publish another one a little later.
        var published = new List<IReadOnlyList<BrowseResult>>();
        await Eventually(async () =>
        {
            published.Add(await fleet.BrowseAsync());
            published.Count.Should().BeGreaterThanOrEqualTo(3);
            foreach (var services in published.TakeLast(3))
            {
                services.ShouldBePublished([first, third]);
            }
        });
    }

    [TestMethod]
    public async Task Rename_ToAnotherStationsName_IsListedAsThatOneOnly()
    {
        var fleet = await FleetAsync(3);
        var (first, second, third) = fleet;
        await fleet.DiscoverAsync();
        var former = second.Hostname;

        await second.RenameAsync(first.Hostname);

        await fleet.DiscoverUntilAsync(async () =>
        {
            var peers = await third.GetPeersAsync();
            peers.Named(first.Hostname).Should().ContainSingle().Subject.ShouldBeDiscovered(first);
            peers.Named(former).Where(row => row.Online == true).Should().BeEmpty();
        });
    }

    [TestMethod]
    public async Task Rename_ToAnotherStationsName_DiscoversOthers()
    {
        var fleet = await FleetAsync(3);
        var (first, second, third) = fleet;
        await fleet.DiscoverAsync();

        await second.RenameAsync(first.Hostname);

        await fleet.DiscoverUntilAsync(async () => (await second.GetPeerAsync(third)).ShouldBeDiscovered(third));
    }

    [TestMethod]
    public async Task Rename_ToAnotherStationsName_LeavesOwnRowOfThatOne()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverAsync();

        await second.RenameAsync(first.Hostname);

        // A sweep begins within 2 s and lasts up to 5 s.
        await fleet.TriggerDiscoveryAsync();
        await Throughout(async () => (await first.GetPeersAsync()).ShouldListItself(), Duration(8));
    }

    [TestMethod]
    public async Task Rename_BackFromAnotherStationsName_IsDiscoveredAgain()
    {
        var fleet = await FleetAsync(3);
        var (first, second, _) = fleet;
        await fleet.DiscoverAsync();
        var own = second.Hostname;
        await second.RenameAsync(first.Hostname);

        await second.RenameAsync(own);

        await fleet.DiscoverAsync();
    }

    private static Task RenameAsync(Station station) => station.RenameAsync($"{station.Hostname}-renamed");
}
