namespace LoadSharing.MSTest;

/// <summary>Large groups, and adds that come together. The contract knows no limit; the buffers of some firmwares do (facts: known defect 3).</summary>
[TestClass]
public sealed class ManyPeersTests : LoadSharingTest
{
    private const int AtOnce = 10;

    [ContractTest]
    [DataRow(20)]
    [DataRow(50)]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_Many_AreAllListedAndAllStored(int count)
    {
        var station = await LeaseStationAsync();
        var hosts = Hosts(count);
        foreach (var host in hosts)
        {
            (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);
        }

        MustListAll(await station.Peers.ListAsync(), hosts);
        await station.RestartAsync(StationSignal.Terminate);
        MustListAll(await station.Peers.ListAsync(), hosts);
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_TenClientsAtOnce_AreAllListedAndAllStored()
    {
        var station = await LeaseStationAsync();
        var hosts = Hosts(AtOnce);
        foreach (var answer in await Task.WhenAll(hosts.Select(station.Peers.AddHereOnlyAsync)))
        {
            answer.MustAnswer(Answer.Done);
        }

        MustListAll(await station.Peers.ListAsync(), hosts);
        await station.RestartAsync(StationSignal.Kill);
        MustListAll(await station.Peers.ListAsync(), hosts);
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_TenClientsTheSameHostAtOnce_IsOneAddAndOneRow()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        var host = HostNames.NobodysHost();

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => station.Peers.AddHereOnlyAsync(host)));

        // Which one came first is nobody's business; the others came after it.
        var added = answers.Where(answer => answer.Problem(Answer.Done) is null).ToList();
        Verdict.NothingWrong(
            $"{AtOnce} adds of one host at once on {station.Name}",
            added.Count == 1 ? [] : [$"{added.Count} were answered with {Answer.Done} instead of one"],
            string.Join(Environment.NewLine, answers.Select(answer => answer.Describe())));
        foreach (var answer in answers.Except(added))
        {
            answer.MustAnswer(fleet.Contract.Duplicate);
        }

        (await station.Peers.ListAsync()).MustListOnce(host, joined: true, online: false);
    }

    private static List<string> Hosts(int count) => [.. Enumerable.Range(0, count).Select(_ => HostNames.NobodysHost()).Distinct()];

    private static void MustListAll(PeerList list, List<string> hosts) => list.MustHold(
        hosts.Where(host => list.RowsOf(host) is not [{ Joined: true, Online: false }])
            .Select(host => $"of {hosts.Count} added peers \"{host}\" is in {list.RowsOf(host).Count} rows, or not joined and offline"));
}
