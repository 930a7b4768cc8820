using RestSharp;

namespace LoadSharing.MSTest;

/// <summary>Which row a delete means, and that it means no other.</summary>
[TestClass]
public sealed class DeletingTests : LoadSharingTest
{
    [ContractTest]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task DeletePeer_OneOfSeveral_LeavesTheOthersAsTheyWere()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        var host = HostNames.NobodysHost();
        // Hosts that begin or end like it, and an address and a port: what is easily taken for it.
        string[] others = [$"{host}.example", $"a{host}", $"{host}:8001", HostNames.NobodysIPv4()];

        // Neither the first of them nor the last, which are easily taken for it too.
        foreach (var each in (string[])[.. others[..2], host, .. others[2..]])
        {
            (await station.Peers.AddHereOnlyAsync(each)).MustAnswer(Answer.Done);
        }

        var before = await station.Peers.ListAsync();
        (await station.Peers.DeleteAsync(host[..^1])).MustAnswer(Answer.NotFound);
        (await station.Peers.DeleteAsync(host)).MustAnswer(Answer.Done);

        var after = await station.Peers.ListAsync();
        after.MustHold(
        [
            .. fleet.Contract.AfterDeleteProblems(after, host).Select(problem => $"the deleted \"{host}\" is {problem}"),
            .. others.SelectMany(other => Changes(before.Single(other), after.RowsOf(other))),
        ]);
    }

    private static IEnumerable<string> Changes(PeerRow before, IReadOnlyList<PeerRow> after) => after is [var row]
        ? row.Differences(before).Select(difference => $"\"{before.Host}\", which nobody deleted, is otherwise: {difference} in {row.Raw}")
        : [$"\"{before.Host}\", which nobody deleted, is in {after.Count} rows instead of one"];

    [ContractTest]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task DeletePeer_PercentEncodedHost_IsReadByContract()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        var nobody = HostNames.NobodysHost();
        foreach (var host in (string[])[HostNames.NobodysIPv6(), $"ü-日本-{nobody}", $"100% \"a+b\"-{nobody}"])
        {
            (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);
            (await station.Peers.ListAsync()).MustListOnce(host, joined: true);

            (await station.Firmware.SendAsync(Method.Delete, PeerApi.Peer(Uri.EscapeDataString(host)))).MustAnswer(fleet.Contract.DeleteEncoded);

            var peers = await station.Peers.ListAsync();
            peers.MustHold(fleet.Contract.AfterDeleteEncodedProblems(peers, host));
        }
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_DeletedBefore_IsJoinedAgainInOneRow()
    {
        var station = await LeaseStationAsync();
        var host = HostNames.NobodysHost();
        (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);
        (await station.Peers.DeleteAsync(host)).MustAnswer(Answer.Done);

        (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);

        (await station.Peers.ListAsync()).MustListOnce(host, joined: true, online: false);
    }

    [ContractTest]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task DeletePeer_DiscoveredPeer_StaysListedAndIsNotJoined()
    {
        var fleet = await LeaseAsync(2);
        var (station, neighbour) = (fleet.Stations[0], fleet.Stations[1]);
        var before = (await fleet.DiscoverAndSettleAsync())[station].Single(neighbour);

        (await station.Peers.DeleteAsync(before.Host)).MustAnswer(Answer.NotFound);
        (await station.Peers.AddHereOnlyAsync(before.Host)).MustAnswer(Answer.Done);
        (await station.Peers.DeleteAsync(before.Host)).MustAnswer(Answer.Done);

        // Not the whole row: a station that was being followed may be offline until the next discovery.
        (await station.Peers.ListAsync()).MustListOnce(neighbour, joined: false);
        (await station.Peers.DeleteAsync(before.Host)).MustAnswer(Answer.NotFound);
        await fleet.DiscoverAsync();
    }
}
