namespace LoadSharing.MSTest;

/// <summary>
/// The updates that a station pushes to a peer when that peer is added or deleted. A push that must not come is awaited by making the station do something
/// later: see <see cref="LoadSharingTest.PushALaterAddAsync"/> and <see cref="SweepAsync"/>.
/// </summary>
[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class ReciprocalUpdateTests : LoadSharingTest
{
    [TestMethod]
    public async Task AddPeer_Listener_ReceivesTheContractsPush()
    {
        var station = await StationAsync();
        await using var listener = await ListenAsync();

        await station.AddPeerAsync(listener.Host);

        await PushALaterAddAsync(station);
        await Eventually(() => ShouldBeAnAdd(listener.Pushes, station), within: Timeouts.ReciprocalUpdate);
    }

    [TestMethod]
    public async Task AddPeer_JoinedListener_ReceivesNoFurtherPush()
    {
        var station = await StationAsync();
        await using var listener = await ListenAsync();
        await station.JoinAsync(listener.Host);

        await station.AddPeerAsync(listener.Host);

        await PushALaterAddAsync(station);
        listener.Pushes.Should().BeEmpty();
    }

    [TestMethod]
    public async Task AddPeer_NotReciprocal_PushesNothing()
    {
        var station = await StationAsync();
        await using var listener = await ListenAsync();

        await station.AddPeerAsync(listener.Host, reciprocal: false);

        await PushALaterAddAsync(station);
        listener.Pushes.Should().BeEmpty();
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_Listener_ReceivesTheContractsPush()
    {
        var station = await StationAsync();
        await using var listener = await ListenAsync();
        await station.JoinAsync(listener.Host);

        await station.DeletePeerAsync(listener.Host);

        await PushALaterAddAsync(station);
        await Eventually(() => ShouldBeALeave(listener.Pushes), within: Timeouts.ReciprocalUpdate);
    }

    [TestMethod]
    public async Task AddPeer_ListenerAfterASweep_HasReceivedTheContractsPush()
    {
        var fleet = await FleetAsync(2);
        await using var listener = await ListenAsync();
        await fleet[0].AddPeerAsync(listener.Host);

        await SweepAsync(fleet);

        await Eventually(() => ShouldBeAnAdd(listener.Pushes, fleet[0]), within: Timeouts.ReciprocalUpdate);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_ListenerAfterASweep_HasReceivedTheContractsPush()
    {
        var fleet = await FleetAsync(2);
        await using var listener = await ListenAsync();
        await fleet[0].JoinAsync(listener.Host);
        await fleet[0].DeletePeerAsync(listener.Host);

        await SweepAsync(fleet);

        await Eventually(() => ShouldBeALeave(listener.Pushes), within: Timeouts.ReciprocalUpdate);
    }

    [TestMethod]
    public async Task AddPeer_StationByLocalName_IsJoinedBackByContract()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverAsync();

        await first.AddPeerAsync(second.LocalName);

        await PushALaterAddAsync(first);
        await Eventually(async () => (await second.GetPeerAsync(first)).ShouldBe(joined: Contract.PushesUpdates), within: Timeouts.ReciprocalUpdate);
    }

    [TestMethod]
    public async Task AddPeer_StationByAddress_IsJoinedBackByContract()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverUntilSettledAsync();

        await first.AddPeerAsync(second.PeerHost);

        await PushALaterAddAsync(first);
        await Eventually(() => ShouldHaveJoinedAsync(second, first, Contract.PushesUpdates), within: Timeouts.ReciprocalUpdate);
    }

    [TestMethod]
    public async Task AddPeer_DiscoveredStationByAddress_IsMergedByContract()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await fleet.DiscoverUntilSettledAsync();

        await first.AddPeerAsync(second.PeerHost);

        // 2026-07 merges the rows of one device, 2026-02 keeps a row for the address beside that of the name.
        await Eventually(
            async () =>
            {
                var peers = await first.GetPeersAsync();
                peers.Only(second).ShouldBe(joined: Contract.Expect(v202602: false, v202607: true));
                peers.Of(second.PeerHost).Where(row => !second.IsIn(row)).Should().HaveCount(Contract.Expect(v202602: 1, v202607: 0));
            },
            within: Timeouts.ReciprocalUpdate);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_Member_LeavesItsController()
    {
        var (first, second) = await ControllerAndMemberAsync();

        await first.DeletePeerAsync(second.PeerHost);

        await Eventually(() => ShouldHaveJoinedAsync(second, first, false), within: Timeouts.ReciprocalUpdate);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_Member_AcceptsAddsAgain()
    {
        var (first, second) = await ControllerAndMemberAsync();

        await first.DeletePeerAsync(second.PeerHost);

        await Eventually(async () => (await second.AddPeerAsync(UnknownHost, reciprocal: false)).ShouldBe(Answer.Done), within: Timeouts.ReciprocalUpdate);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_OnBothStations_AreNotJoinedAfterASweep()
    {
        var fleet = await FleetAsync(3);
        var (first, second, _) = fleet;
        await JoinEachOtherAsync(first, second);

        // Stations that answer an update with an update would join each other again and again.
        await DeleteAsync(first, second);
        await DeleteAsync(second, first);
        await SweepAsync(fleet);

        await ShouldHaveJoinedAsync(first, second, false);
        await ShouldHaveJoinedAsync(second, first, false);
    }

    // In any of its rows: an address and a name of one device may be two rows.
    private static async Task ShouldHaveJoinedAsync(Station station, Station other, bool joined)
    {
        var peers = await station.GetPeersAsync();
        peers.Where(row => other.IsIn(row) || row.Host == other.PeerHost).Any(row => row.Joined == true)
            .Should().Be(joined, "{0} {1} {2}, and its list is {3}", station, joined ? "joins" : "does not join", other, peers);
    }

    private static async Task DeleteAsync(Station station, Station other)
    {
        foreach (var row in (await station.GetPeersAsync()).Where(row => row.Joined == true && (other.IsIn(row) || row.Host == other.PeerHost)))
        {
            (await station.DeletePeerAsync(row.Host)).ShouldBe(Answer.Done);
        }
    }

    private void ShouldBeAnAdd(IReadOnlyList<Push> pushes, Station station)
    {
        pushes.Should().HaveCount(Contract.PushesUpdates ? 1 : 0, "that is what {0} pushes", station);
        foreach (var push in pushes)
        {
            (push.Method, push.Path).Should().Be(("POST", "/loadsharing/peers"));
            push["host"].Should().StartWithEquivalentOf($"\"{station.LocalName}", "the other station is to join {0}", station);
            push["reciprocal"].Should().Be("false", "the other station must not push in turn");
        }
    }

    private void ShouldBeALeave(IReadOnlyList<Push> pushes)
    {
        pushes.Should().HaveCount(Contract.PushesUpdates ? 1 : 0);
        foreach (var push in pushes)
        {
            (push.Method, push.Path).Should().Be(("POST", "/config"));
            push["loadsharing_enabled"].Should().Be("false");
            push["loadsharing_role"].Should().Be("\"\"");
        }
    }

    // Joins two stations by address: the first to the second, and by a reciprocal update, if the contract has it, the second to the first.
    private async Task JoinEachOtherAsync(Station first, Station second)
    {
        await first.Fleet.DiscoverUntilSettledAsync();
        await first.AddPeerAsync(second.PeerHost);
        await Eventually(() => ShouldHaveJoinedAsync(second, first, Contract.PushesUpdates), within: Timeouts.ReciprocalUpdate);
    }

    private async Task<(Station Controller, Station Member)> ControllerAndMemberAsync()
    {
        var (first, second) = await FleetAsync(2);
        await JoinEachOtherAsync(first, second);
        var controller = await second.GetPeerAsync(first);
        await second.SetConfigAsync(GroupSettings.OfMember(controller.Host));
        return (first, second);
    }

    // The first station has browsed since: it has noticed that the last one is gone.
    private static async Task SweepAsync(Fleet fleet)
    {
        await fleet.DiscoverUntilAsync(async () => (await fleet[0].GetPeerAsync(fleet[^1])).ShouldBe(online: true));
        await fleet[^1].KillAsync();
        await fleet.DiscoverUntilAsync(async () => (await fleet[0].GetPeersAsync()).ShouldHaveLost(fleet[^1]));
    }
}
