namespace LoadSharing.MSTest;

/// <summary>The seed's cases of what the answers look like.</summary>
[TestClass]
public sealed class ResponseStructureTests : LoadSharingTest
{
    [TestMethod]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task PeersResponseStructure_OwnDiscoveredAndManualRows_HaveExactlyTheContractsFields()
    {
        var fleet = await LeaseAsync(2);
        var (station, neighbour) = (fleet.Stations[0], fleet.Stations[1]);
        var nobody = HostNames.NobodysHost();

        // Every list is read with every field and type of every row: what is left to see to is that each kind of row was there.
        await fleet.DiscoverAsync();
        (await station.Peers.AddHereOnlyAsync(nobody)).MustAnswer(Answer.Done);
        var peers = await station.Peers.ListAsync();

        peers.MustListOnce(neighbour, joined: false);
        peers.MustListOnce(nobody, joined: true);
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
