namespace LoadSharing.MSTest;

[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class DiscoveredPeerTests : LoadSharingTest
{
    [TestMethod, TestCategory(Category.Seed)]
    [DataRow(2), DataRow(3), DataRow(4)]
    public async Task DiscoveredPeersJoinedStatus_AddedStation_IsJoined(int stations)
    {
        var fleet = await FleetAsync(stations);
        await fleet.DiscoverUntilSettledAsync();
        var discovered = await fleet[0].GetPeerAsync(fleet[^1]);

        await fleet[0].JoinAsync(discovered.Host);

        var peer = await fleet[0].GetPeerAsync(fleet[^1]);
        peer.ShouldEqual(discovered with { Joined = true, Online = peer.Online });
    }

    [TestMethod]
    public async Task AddPeer_DiscoveredStation_IsOnline()
    {
        var (first, second) = await FleetAsync(2);

        await first.JoinAsync(second);

        // In 2026-07 a joined station is offline until its status has been read.
        await Eventually(
            async () => (await first.GetPeerAsync(second)).ShouldBe(online: true),
            within: Contract.Expect(v202602: Seconds(0), v202607: Timeouts.StatusIngestion));
    }

    [TestMethod]
    public async Task AddPeer_DiscoveredStation_ChangesNoOtherRow()
    {
        var fleet = await FleetAsync(3);
        var (first, _, third) = fleet;
        await fleet.DiscoverUntilSettledAsync();
        var before = await first.GetPeersAsync();

        await first.JoinAsync(third);

        var after = await first.GetPeersAsync();
        after.ShouldEqual(before, except: third);
    }

    [TestMethod]
    public async Task AddPeer_NotReciprocal_ChangesNoOtherStation()
    {
        var fleet = await FleetAsync(3);
        var (first, second, third) = fleet;
        await fleet.DiscoverUntilSettledAsync();
        var (ofSecond, ofThird) = (await second.GetPeersAsync(), await third.GetPeersAsync());

        await first.JoinAsync(third);

        await Eventually(async () => (await first.GetPeerAsync(third)).ShouldBe(joined: true, online: true));
        await PushALaterAddAsync(first);
        (await second.GetPeersAsync()).ShouldEqual(ofSecond);
        (await third.GetPeersAsync()).ShouldEqual(ofThird);
    }

    [TestMethod]
    public async Task AddPeer_LocalNameOfDiscoveredStation_JoinsItsRow()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverUntilSettledAsync();

        // Without the port that the listed host may have.
        await first.JoinAsync(second.LocalName);

        var peer = await first.GetPeerAsync(second);
        peer.ShouldBe(joined: true);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_LocalNameOfJoinedStation_IsNoLongerJoined()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverUntilSettledAsync();
        await first.JoinAsync(second.LocalName);

        await first.DeletePeerAsync(second.LocalName);

        var peer = await first.GetPeerAsync(second);
        peer.ShouldBe(joined: false);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_JoinedStation_StaysListed()
    {
        var (first, second) = await FleetAsync(2);
        await first.JoinAsync(second);
        var joined = await first.GetPeerAsync(second);

        var response = await first.DeletePeerAsync(joined.Host);

        // A station that was followed may be offline until the next discovery.
        response.ShouldBe(Answer.Done);
        var peer = await first.GetPeerAsync(second);
        peer.ShouldBe(joined: false);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_NotJoinedStation_IsNotFound()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverAsync();
        var peer = await first.GetPeerAsync(second);

        var response = await first.DeletePeerAsync(peer.Host);

        response.ShouldBe(Answer.PeerNotFound);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_DeletedStation_IsFoundAgain()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await first.JoinAsync(second);
        await first.DeletePeerAsync((await first.GetPeerAsync(second)).Host);

        await fleet.TriggerDiscoveryAsync();

        await Eventually(() => fleet.ShouldListEachOtherAsync());
    }
}
