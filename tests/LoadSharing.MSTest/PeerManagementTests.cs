namespace LoadSharing.MSTest;

/// <summary>The seed's cases of managing peers, each as strict as the contract of the firmware under test allows.</summary>
[TestClass]
public sealed class PeerManagementTests : LoadSharingTest
{
    // A station that an earlier test had must not have seen it either.
    private readonly string _manualHost = HostNames.NobodysHost();

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Origins.Seed)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task PeersInitialState_FreshStation_ListsNoOtherStation()
    {
        // What a station lists that has seen nobody yet.
        var fleet = await LeaseFreshAsync(1);

        var peers = await fleet.Stations[0].Peers.ListAsync();

        peers.MustHold(fleet.Contract.FreshProblems(peers, fleet.Stations[0]));
    }

    [ContractTest]
    [TestCategory(Endpoints.Discover)]
    [TestCategory(Origins.Seed)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task DiscoverTrigger_FreshStation_AnswersDone()
    {
        var station = await LeaseStationAsync();

        var answer = await station.Peers.DiscoverAsync();

        answer.MustAnswer(Answer.Done);
    }

    [ContractTest]
    [InstanceCounts]
    [TestCategory(Endpoints.Discover)]
    [TestCategory(Origins.Seed)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task PeerDiscoveryMdns_Stations_EachListsEveryOtherAndNothingElse(int stations)
    {
        // They find each other for the first time.
        var fleet = await LeaseFreshAsync(stations);

        await fleet.DiscoverAsync();
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Origins.Seed)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeerManual_NeverSeenHost_IsJoinedAndOffline()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];

        (await station.Peers.AddAsync(_manualHost)).MustAnswer(Answer.Done);

        var peers = await station.Peers.ListAsync();
        peers.MustListOnce(_manualHost, joined: true, online: false);
        peers.MustHold(fleet.Contract.FreshProblems(peers.Without(_manualHost), station));
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Origins.Seed)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeerDuplicate_JoinedPeer_IsAnsweredByContractAndStaysOneRow()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        foreach (var host in (string[])[HostNames.NobodysHost(), _manualHost, HostNames.NobodysHost()])
        {
            (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);
        }

        var before = await station.Peers.ListAsync();
        before.MustListOnce(_manualHost, joined: true);

        (await station.Peers.AddHereOnlyAsync(_manualHost)).MustAnswer(fleet.Contract.Duplicate);

        (await station.Peers.ListAsync()).MustBeAs(before, station);
    }

    [ContractTest]
    [TestCategory(Endpoints.Peer)]
    [TestCategory(Origins.Seed)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task DeletePeer_JoinedPeer_IsNotJoinedAnyMoreAndASecondDeleteIs404()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        (await station.Peers.AddHereOnlyAsync(_manualHost)).MustAnswer(Answer.Done);
        (await station.Peers.ListAsync()).MustListOnce(_manualHost, joined: true);

        (await station.Peers.DeleteAsync(_manualHost)).MustAnswer(Answer.Done);

        var peers = await station.Peers.ListAsync();
        peers.MustHold(fleet.Contract.AfterDeleteProblems(peers, _manualHost));
        (await station.Peers.DeleteAsync(_manualHost)).MustAnswer(Answer.NotFound);
    }

    [ContractTest]
    [TestCategory(Endpoints.Peer)]
    [TestCategory(Origins.Seed)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task DeleteNonexistentPeer_JoinedNeighbour_Is404AndTouchesNothing()
    {
        var station = await LeaseStationAsync();
        (await station.Peers.AddHereOnlyAsync(_manualHost)).MustAnswer(Answer.Done);
        var before = (await station.Peers.ListAsync()).Single(_manualHost);

        var unknownHost = HostNames.NobodysHost();
        (await station.Peers.DeleteAsync(unknownHost)).MustAnswer(Answer.NotFound);

        var peers = await station.Peers.ListAsync();
        peers.MustListOnce(before);
        peers.MustHold(peers.RowsOf(unknownHost).Select(row => $"the delete of an unknown peer made a row of it: {row.Raw}"));
    }

    [ContractTest]
    [InstanceCounts]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Origins.Seed)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task DiscoveredPeersJoinedStatus_AddOne_IsJoinedAndTheOthersUntouched(int stations)
    {
        var fleet = await LeaseAsync(stations);
        var (station, joining) = (fleet.Stations[0], fleet.Stations[^1]);
        var before = await fleet.DiscoverAndSettleAsync();
        var discovered = before[station].Single(joining);
        before[station].MustListOnce(joining, joined: false, online: true);

        (await station.Peers.AddHereOnlyAsync(discovered.Host)).MustAnswer(Answer.Done);

        var peers = await station.Peers.ListAsync();
        peers.MustListOnce(discovered with { Joined = true, Online = peers.Single(joining).Online });
        await EventuallyAsync(
            $"{station.Name} lists the joined {joining.Name} as online",
            fleet.Contract.JoinedIsOnlineWithin,
            async () => (await station.Peers.ListAsync()).Single(joining) is { Online: false } row ? $"its row is {row.Raw}" : null);

        var after = await fleet.LookAsync();
        after.MustDifferOnlyAt(before, station, joining);
    }
}
