namespace LoadSharing.MSTest;

/// <summary>What a discovery leaves as it is.</summary>
[TestClass]
public sealed class DiscoveryTests : LoadSharingTest
{
    private const int InARow = 50;

    [ContractTest]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Discover_ManyTimesInARowAndAtOnce_AreAllAnsweredAndListNobodyTwice()
    {
        var fleet = await LeaseAsync(2);
        var (station, neighbour) = (fleet.Stations[0], fleet.Stations[1]);
        var host = HostNames.NobodysHost();
        await fleet.DiscoverAsync();
        (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);

        for (var i = 0; i < InARow; i++)
        {
            (await station.Peers.DiscoverAsync()).MustAnswer(Answer.Done);
        }

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, InARow).Select(_ => station.Peers.DiscoverAsync())))
        {
            answer.MustAnswer(Answer.Done);
        }

        // A discovery finds stations; it makes and unmakes no peers.
        (await station.Peers.ListAsync()).MustListOnce(host, joined: true, online: false);
        (await station.Peers.DeleteAsync(host)).MustAnswer(Answer.Done);
        await fleet.DiscoverUntilAsync($"{station.Name} lists {neighbour.Name} once, online", fleet.Stations, async () =>
        {
            var list = await station.Peers.ListAsync();
            return list.RowsOf(neighbour) is [{ Joined: false, Online: true }] ? null : list.Exchange.Describe();
        });
    }
}
