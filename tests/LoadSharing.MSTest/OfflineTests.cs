namespace LoadSharing.MSTest;

/// <summary>Stations that go, come back, and come late.</summary>
[TestClass]
public sealed class OfflineTests : LoadSharingTest
{
    [ContractTest]
    [DataRow(StationSignal.Terminate)]
    [DataRow(StationSignal.Kill)]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Stop_NeighbourAndJoinedNeighbour_AreNotOnlineUntilTheyStartAgain(StationSignal signal)
    {
        var fleet = await LeaseAsync(3);
        var (station, neighbour, joined) = (fleet.Stations[0], fleet.Stations[1], fleet.Stations[2]);
        var seen = await fleet.DiscoverAndSettleAsync();
        (await station.Peers.AddHereOnlyAsync(seen[station].Single(joined).Host)).MustAnswer(Answer.Done);

        await Task.WhenAll(neighbour.StopAsync(signal), joined.StopAsync(signal));
        await fleet.DiscoverUntilAsync("Stopped stations are listed as the contract says", [station], async () =>
        {
            var list = await station.Peers.ListAsync();
            return list.Explain(
            [
                .. fleet.Contract.StoppedProblems(list, neighbour),
                .. list.RowsOf(joined) is [{ Joined: true, Online: false }] ? Array.Empty<string>() : [$"{joined.Name} is stopped and not in one row, joined and offline"],
            ]);
        });

        await Task.WhenAll(neighbour.StartAsync(), joined.StartAsync());
        await fleet.DiscoverUntilAsync("Stations that have started again are online", fleet.Stations, async () =>
        {
            var list = await station.Peers.ListAsync();
            return list.Explain(
            [
                .. list.RowsOf(neighbour) is [{ Joined: false, Online: true }] ? Array.Empty<string>() : [$"{neighbour.Name} runs and is not in one row, online and not joined"],
                .. list.RowsOf(joined) is [{ Joined: true, Online: true }] ? Array.Empty<string>() : [$"{joined.Name} runs and is not in one row, online and joined"],
            ]);
        });
    }

    [ContractTest]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task LateStation_NobodyDiscovers_IsFoundAndFindsTheOther()
    {
        var fleet = await LeaseAsync(2);
        var (early, late) = (fleet.Stations[0], fleet.Stations[1]);
        await fleet.DiscoverAsync();

        // One discover, and no goodbye: that the station is gone shows at the end of that discovery, and nothing is asked for any more.
        await late.StopAsync(StationSignal.Kill);
        (await early.Peers.DiscoverAsync()).MustAnswer(Answer.Done);
        await EventuallyAsync($"{early.Name} has noticed that {late.Name} is gone", Deadlines.Discovery, async () =>
        {
            var list = await early.Peers.ListAsync();
            return list.Explain(fleet.Contract.StoppedProblems(list, late));
        });

        await late.StartAsync();
        await EventuallyAsync("Both stations list each other, and nobody has told them to look", Deadlines.Discovery, async () =>
        {
            var seen = await fleet.LookAsync();
            return seen.Explain(seen.Problems());
        });
    }
}
