namespace LoadSharing.MSTest;

/// <summary>What was answered with "done" holds after the next start, however the firmware ended.</summary>
[TestClass]
public sealed class PersistenceTests : LoadSharingTest
{
    [ContractTest]
    [DataRow(ProcessSignal.Terminate)]
    [DataRow(ProcessSignal.Kill)]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Restart_JoinedAndDeletedPeers_AreAsTheyWereAnswered(ProcessSignal signal)
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        var leaving = HostNames.NobodysHost();
        string[] staying = [HostNames.NobodysHost(), HostNames.NobodysIPv6(), $"\"ü\" {HostNames.NobodysHost()}", $"{HostNames.NobodysHost()}:8001"];
        foreach (var host in staying.Prepend(leaving))
        {
            (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);
        }

        await MustSurviveAsync([leaving, .. staying]);

        (await station.Peers.DeleteAsync(leaving)).MustAnswer(Answer.Done);
        await MustSurviveAsync(staying);
        (await station.Peers.DeleteAsync(leaving)).MustAnswer(Answer.NotFound);
        (await station.Peers.AddHereOnlyAsync(staying[0])).MustAnswer(fleet.Contract.Duplicate);

        // Those hosts, and nobody else.
        async Task MustSurviveAsync(IReadOnlyList<string> hosts)
        {
            var before = await station.Peers.ListAsync();
            await station.RestartAsync(signal);
            var after = await station.Peers.ListAsync();
            after.MustHold(
            [
                .. after.GroupProblems(hosts, before, signal),
                .. fleet.Contract.FreshProblems(hosts.Aggregate(after, (list, host) => list.Without(host)), station),
            ]);
        }
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Restart_JoinedNeighbour_IsJoinedAndAgainOneRowOnceDiscovered()
    {
        var fleet = await LeaseAsync(2);
        var (station, neighbour) = (fleet.Stations[0], fleet.Stations[1]);
        var host = (await fleet.DiscoverAndSettleAsync())[station].Single(neighbour).Host;
        (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);

        await station.RestartAsync(ProcessSignal.Kill);

        (await station.Peers.ListAsync()).MustListOnce(neighbour, joined: true);
        await fleet.DiscoverUntilAsync($"{station.Name} lists {neighbour.Name} in one row, joined and online", [station], async () =>
        {
            var peers = await station.Peers.ListAsync();
            return peers.RowsOf(neighbour) is [{ Joined: true, Online: true }] ? null : peers.Exchange.Describe();
        });
    }
}
