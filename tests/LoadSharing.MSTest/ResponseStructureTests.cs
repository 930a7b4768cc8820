using RestSharp;

namespace LoadSharing.MSTest;

/// <summary>The seed's cases of what the answers look like.</summary>
[TestClass]
public sealed class ResponseStructureTests : LoadSharingTest
{
    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Origins.Seed)]
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

    [ContractTest]
    [DataRow(RefusalLines.NotJson)]
    [DataRow(RefusalLines.NoHost)]
    [DataRow(RefusalLines.BlankHost)]
    [DataRow(RefusalLines.NoDomain)]
    [DataRow(RefusalLines.OwnHost)]
    [DataRow(RefusalLines.PeersMethod)]
    [DataRow(RefusalLines.BareDelete)]
    [DataRow(RefusalLines.EmptyPath)]
    [DataRow(RefusalLines.UnknownPeer)]
    [DataRow(RefusalLines.UndecodableHost)]
    [DataRow(RefusalLines.PeerMethod)]
    [DataRow(RefusalLines.DiscoverMethod)]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [TestCategory(Endpoints.Discover)]
    [TestCategory(Origins.Seed)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task ErrorResponseStructure_EveryRefusedRequest_IsAJsonObjectWithAMsg(string line)
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        var refusals = fleet.Contract.Refusals(station).Where(refusal => refusal.Line == line).ToList();
        Assert.IsNotEmpty(refusals, $"The suite has no request for \"{line}\" in contract {fleet.Contract}");

        var problems = new List<string>();
        foreach (var refusal in refusals)
        {
            if ((await station.Peers.SendAsync(refusal.Request)).Problem(refusal.Answer) is { } problem)
            {
                problems.Add(problem);
            }
        }

        Verdict.NothingWrong($"{problems.Count} of {refusals.Count} refusals are wrong", problems);
        var peers = await station.Peers.ListAsync();
        peers.MustHold(fleet.Contract.FreshProblems(peers, station));
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Head_Peers_Is405WithoutABody()
    {
        var station = await LeaseStationAsync();

        var answer = await station.Firmware.SendAsync(Method.Head, PeerApi.Peers);

        Verdict.NothingWrong(
            $"{station.Name}'s answer to HEAD",
            answer is { Status: HttpStatusCode.MethodNotAllowed, IsJson: true, Body: "" } ? [] : [$"expected 405 without a body as {Exchange.JsonMediaType}, seen {answer.Response}"],
            answer.Describe());
    }
}
