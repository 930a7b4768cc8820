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

        await MustSurviveAsync(station, ProcessSignal.Terminate, hosts);
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

        await MustSurviveAsync(station, ProcessSignal.Kill, hosts);
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

    private static async Task MustSurviveAsync(Station station, ProcessSignal signal, IReadOnlyList<string> hosts)
    {
        var before = await station.Peers.ListAsync();
        before.MustHold(before.GroupProblems(hosts));
        await station.RestartAsync(signal);
        var after = await station.Peers.ListAsync();
        after.MustHold(after.GroupProblems(hosts, before, signal));
    }
}
