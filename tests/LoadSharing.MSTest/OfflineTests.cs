namespace LoadSharing.MSTest;

/// <summary>Stations that go, come back, and come late.</summary>
[TestClass]
public sealed class OfflineTests : LoadSharingTest
{
    private const int Attempts = 3;

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
    public async Task LateAndLostStation_UnaskedAndAskedForDiscovery_NoticesIt()
    {
        var fleet = await LeaseAsync(2);
        var (station, other) = (fleet.Stations[0], fleet.Stations[1]);
        await fleet.DiscoverAsync();

        // One discover, and no goodbye: that the other is gone shows at the end of that discovery, and nothing is asked for any more.
        await LoseAsync();
        await NoticesAsync(Deadlines.Discovery);
        await ReturnAsync();

        // It has just discovered unasked, and will not do so again before long: who ignores a discover notices nothing meanwhile.
        for (var attempt = 1; ; attempt++)
        {
            await LoseAsync();
            try
            {
                await NoticesAsync(Deadlines.UnaskedDiscovery);
                return;
            }
            catch (AssertFailedException) when (attempt < Attempts)
            {
                // A machine under load can be late once.
                await NoticesAsync(Deadlines.Discovery);
                await ReturnAsync();
            }
        }

        async Task LoseAsync()
        {
            await other.StopAsync(StationSignal.Kill);
            (await station.Peers.DiscoverAsync()).MustAnswer(Answer.Done);
        }

        Task NoticesAsync(TimeSpan deadline) => EventuallyAsync($"{station.Name} was told to discover, and has noticed that {other.Name} is gone", deadline, async () =>
        {
            var list = await station.Peers.ListAsync();
            return list.Explain(fleet.Contract.StoppedProblems(list, other));
        });

        async Task ReturnAsync()
        {
            await other.StartAsync();
            await EventuallyAsync("Both stations list each other, and nobody has told them to look", Deadlines.Discovery, async () =>
            {
                var seen = await fleet.LookAsync();
                return seen.Explain(seen.Problems());
            });
        }
    }
}
