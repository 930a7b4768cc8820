using System.Diagnostics;

namespace LoadSharing.MSTest;

/// <summary>What a discovery leaves as it is.</summary>
[TestClass]
public sealed class DiscoveryTests : LoadSharingTest
{
    private const int InARow = 50;
    private const int AtLeast = 5;

    [ContractTest]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Discover_ManyTimesInARowAndAtOnce_AreAllAnsweredAndListNobodyTwice()
    {
        var fleet = await LeaseAsync(3);
        var (station, neighbour, leaving) = (fleet.Stations[0], fleet.Stations[1], fleet.Stations[2]);
        var host = HostNames.NobodysHost();
        await fleet.DiscoverAsync();
        (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);

        // A firmware that freezes while it discovers is asked less often: each answer may take it as long as that.
        var asking = Stopwatch.StartNew();
        var asked = 0;
        while (asked < AtLeast || (asked < InARow && asking.Elapsed < Deadlines.UnaskedDiscovery))
        {
            (await station.Peers.DiscoverAsync()).MustAnswer(Answer.Done);
            asked++;
        }

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, asked).Select(_ => station.Peers.DiscoverAsync())))
        {
            answer.MustAnswer(Answer.Done);
        }

        // A discovery finds stations; it makes and unmakes no peers.
        var listed = await station.Peers.ListAsync();
        listed.MustListNobodyTwice();
        listed.MustListOnce(host, joined: true, online: false);
        (await station.Peers.DeleteAsync(host)).MustAnswer(Answer.Done);

        // That it is gone shows at the end of a discovery: nobody may be there twice meanwhile either.
        await leaving.StopAsync(ProcessSignal.Kill);
        await fleet.DiscoverUntilAsync($"{station.Name} lists {neighbour.Name} as before, and {leaving.Name} as gone", [station, neighbour], async () =>
        {
            var list = await station.Peers.ListAsync();
            list.MustListNobodyTwice();
            return list.Explain(
            [
                .. fleet.Contract.DiscoveredProblems(list.RowsOf(neighbour), neighbour, joined: false, neighbour.Name),
                .. fleet.Contract.StoppedProblems(list, leaving),
            ]);
        });
    }
}
