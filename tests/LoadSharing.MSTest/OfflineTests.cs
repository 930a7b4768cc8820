namespace LoadSharing.MSTest;

/// <summary>Stations that go, come back, and come late.</summary>
[TestClass]
public sealed class OfflineTests : LoadSharingTest
{
    private const int Attempts = 3;

    [ContractTest]
    [DataRow(ProcessSignal.Terminate)]
    [DataRow(ProcessSignal.Kill)]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Stop_NeighbourAndJoinedNeighbour_AreNotOnlineUntilTheyStartAgain(ProcessSignal signal)
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
        await LoseAsync(station, other);
        await NoticesAsync(fleet, station, other, Deadlines.Discovery);
        await ReturnAsync();

        // It has just discovered unasked, and will not do so again before long: who ignores a discover notices nothing meanwhile.
        for (var attempt = 1; ; attempt++)
        {
            await LoseAsync(station, other);
            try
            {
                await NoticesAsync(fleet, station, other, Deadlines.UnaskedDiscovery);
                return;
            }
            catch (AssertFailedException) when (attempt < Attempts)
            {
                // A machine under load can be late once.
                await NoticesAsync(fleet, station, other, Deadlines.Discovery);
                await ReturnAsync();
            }
        }

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

    [ContractTest]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Discover_StationThatHasJustStarted_IsAnsweredBeforeItIsFound()
    {
        var fleet = await LeaseAsync(2);
        var (station, other) = (fleet.Stations[0], fleet.Stations[1]);
        await fleet.DiscoverAsync();
        for (var attempt = 1; ; attempt++)
        {
            // At the end of a discovery, so that none runs, nor begins before long unless it is asked for.
            await LoseAsync(station, other);
            await NoticesAsync(fleet, station, other, Deadlines.Discovery);
            await other.StartAsync();

            // A firmware that freezes while it discovers answers nothing meanwhile; one that only lets its discover wait answers who asks later.
            var discover = station.Peers.DiscoverAsync();
            await Task.WhenAny(discover.WaitAsync(Deadlines.Look, TestContext.CancellationToken));
            var isHeldBack = !discover.IsCompleted && !IsFound(await station.Peers.ListAsync()) && !discover.IsCompleted;
            (await discover).MustAnswer(Answer.Done);
            var list = await station.Peers.ListAsync();
            if (!isHeldBack || !IsFound(list))
            {
                break;
            }

            // A machine under load can be late once.
            list.MustHold(attempt < Attempts ? [] : [$"{attempt} times in a row a discover was answered when {other.Name}, which it was to find, was found, and a list that was asked for later before: it must not wait for that"]);
        }

        bool IsFound(PeerList list) => list.RowsOf(other).Any(row => row.Online);

        await EventuallyAsync($"{station.Name} was told to discover, and has found {other.Name}", Deadlines.Discovery, () => FoundAsync(fleet, station, other));
    }

    [ContractTest]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task LostAndNeverSeenStation_NobodyAsks_AreNoticed()
    {
        var fleet = await LeaseAsync(3);
        var (station, leaving, late) = (fleet.Stations[0], fleet.Stations[1], fleet.Stations[2]);

        // Whom a station has not joined it forgets when it restarts.
        await late.StopAsync();
        await station.RestartAsync(ProcessSignal.Terminate);
        await EventuallyAsync($"{station.Name} has found {leaving.Name} after its start", Unasked, () => FoundAsync(fleet, station, leaving));
        var list = await station.Peers.ListAsync();
        list.MustHold(list.RowsOf(late).Select(row => $"{late.Name} is stopped, {station.Name} has restarted since and cannot know it: {row.Raw}"));

        // That it is gone shows at the end of a discovery that was not the first.
        await leaving.StopAsync(ProcessSignal.Kill);
        await NoticesAsync(fleet, station, leaving, Unasked);
        await late.StartAsync();
        await EventuallyAsync($"{station.Name} has found {late.Name}, which came late, and nobody has told it to look", Unasked, () => FoundAsync(fleet, station, late));
    }

    // Until one begins that nobody has asked for, and as long as one takes.
    private static TimeSpan Unasked => Deadlines.UnaskedDiscovery + Deadlines.Discovery;

    private static async Task LoseAsync(Station station, Station other)
    {
        await other.StopAsync(ProcessSignal.Kill);
        (await station.Peers.DiscoverAsync()).MustAnswer(Answer.Done);
    }

    private static async Task<string?> FoundAsync(Fleet fleet, Station station, Station other)
    {
        var list = await station.Peers.ListAsync();
        return list.Explain(fleet.Contract.DiscoveredProblems(list.RowsOf(other), other, joined: false, other.Name));
    }

    private Task NoticesAsync(Fleet fleet, Station station, Station other, TimeSpan deadline) =>
        EventuallyAsync($"{station.Name} has noticed that {other.Name} is gone", deadline, async () =>
        {
            var list = await station.Peers.ListAsync();
            return list.Explain(fleet.Contract.StoppedProblems(list, other));
        });
}
