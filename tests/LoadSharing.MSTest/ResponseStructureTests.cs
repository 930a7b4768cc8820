namespace LoadSharing.MSTest;

/// <summary>The seed's cases of what the answers look like.</summary>
[TestClass]
public sealed class ResponseStructureTests : LoadSharingTest
{
    [TestMethod]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task PeersResponseStructure_OwnDiscoveredAndJoinedRows_HaveExactlyTheContractsFields()
    {
        var fleet = await LeaseAsync(3);
        var (station, discovered, joined) = (fleet.Stations[0], fleet.Stations[1], fleet.Stations[2]);
        var seen = await fleet.DiscoverAndSettleAsync();
        (await station.Peers.AddHereOnlyAsync(seen[station].Single(joined).Host)).MustAnswer(Answer.Done);
        (await station.Peers.AddHereOnlyAsync("openevse-manual-1.local")).MustAnswer(Answer.Done);

        // ListAsync insists on every field and type of every row: what is left to see to is that each kind of row was there.
        var peers = await station.Peers.ListAsync();

        peers.MustListOnce(discovered, joined: false);
        peers.MustListOnce(joined, joined: true);
        peers.MustListOnce("openevse-manual-1.local", joined: true);
    }

    [TestMethod]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task ErrorResponseStructure_EveryRefusedRequest_IsAJsonObjectWithAMsg()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];

        var problems = new List<string>();
        foreach (var refusal in fleet.Contract.Refusals(station))
        {
            if ((await station.Peers.SendAsync(refusal.Request)).Problem(refusal.Answer) is { } problem)
            {
                problems.Add(problem);
            }
        }

        Verdict.NothingWrong($"{problems.Count} refusals are wrong", problems);
        var peers = await station.Peers.ListAsync();
        peers.MustHold(fleet.Contract.FreshProblems(peers, station));
    }
}
