namespace LoadSharing.MSTest;

/// <summary>Host names that change, and one that two stations have.</summary>
[TestClass]
public sealed class HostnameTests : LoadSharingTest
{
    private const int LooksInARow = 3;

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Rename_Station_IsPublishedUnderItsNewNameAloneAndKeepsItsPeers()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        var former = station.Hostname;
        var host = HostNames.NobodysHost();
        (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);

        await station.RenameAsync(Another(former));

        (await station.Peers.ListAsync()).MustListOnce(host, joined: true, online: false);
        await EventuallyAsync(
            $"{station.Name} is published as {station.Hostname} alone",
            Deadlines.Discovery,
            async () => (await fleet.ObserveAsync()).WhyNot(fleet.Contract, [station]));
        await fleet.DiscoverUntilAsync($"{station.Name} lists itself by contract, and as {station.Hostname} alone", [station], async () =>
        {
            var list = await station.Peers.ListAsync();
            return list.Explain(
            [
                .. fleet.Contract.FreshProblems(list.Without(host), station),
                .. list.RowsNamed(former).Select(row => $"lists its former name: {row.Raw}"),
            ]);
        });
        (await station.Peers.AddHereOnlyAsync($"{station.Hostname}.local")).MustAnswer(fleet.Contract.AddOwnHost);
        (await station.Peers.AddHereOnlyAsync($"{former}.local")).MustAnswer(Answer.Done);
    }

    [ContractTest]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Rename_NeighbourAndJoinedNeighbour_AreListedAsTheContractSays()
    {
        var fleet = await LeaseAsync(3);
        var (station, neighbour, joined) = (fleet.Stations[0], fleet.Stations[1], fleet.Stations[2]);
        var (formerNeighbour, formerJoined) = (neighbour.Hostname, joined.Hostname);
        var seen = await fleet.DiscoverAndSettleAsync();
        (await station.Peers.AddHereOnlyAsync(seen[station].Single(joined).Host)).MustAnswer(Answer.Done);

        await Task.WhenAll(neighbour.RenameAsync(Another(formerNeighbour)), joined.RenameAsync(Another(formerJoined)));

        await fleet.DiscoverUntilAsync($"{station.Name} lists its renamed neighbours as the contract says", fleet.Stations, async () =>
        {
            var list = await station.Peers.ListAsync();
            return list.Explain(
            [
                .. fleet.Contract.RenamedProblems(list, neighbour, formerNeighbour, joined: false),
                .. fleet.Contract.RenamedProblems(list, joined, formerJoined, joined: true),
            ]);
        });
    }

    [ContractTest]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Rename_ToANeighboursName_OnlyTheNeighbourIsPublishedAndStaysAsItWas()
    {
        var fleet = await LeaseAsync(3);
        var (first, second, witness) = (fleet.Stations[0], fleet.Stations[1], fleet.Stations[2]);
        var own = second.Hostname;
        await fleet.DiscoverAsync();

        // A firmware that is refused the name has had the time to take another one, or all the same this one: that does not become right by waiting.
        await second.RenameAsync(first.Hostname);
        var inARow = 0;
        await EventuallyAsync($"Of {first.Name} and {second.Name}, which have one name, only the first is published", Deadlines.Discovery, async () =>
        {
            var seen = await fleet.ObserveAsync();
            Verdict.NothingWrong($"{second.Name} was renamed to {first.Name}'s name",
            [
                .. seen.ProblemsOf(first, fleet.Contract),
                .. seen.Services.Where(service => !fleet.Stations.Any(station => station.IsOrWas(service.Instance)))
                    .Select(service => $"published under a name that nobody was given: {service}"),
            ]);
            var whyNot = seen.WhyNot(fleet.Contract, [first, witness]);
            inARow = whyNot is null ? inARow + 1 : 0;
            return inARow == LooksInARow ? null : whyNot ?? $"so at {inARow} looks in a row, of {LooksInARow}";
        });
        await fleet.DiscoverUntilAsync($"{witness.Name} lists {first.Name}, and {own} as gone; {second.Name} lists {witness.Name}", fleet.Stations, async () =>
        {
            var (list, seconds) = (await witness.Peers.ListAsync(), await second.Peers.ListAsync());
            var rows = list.RowsNamed(first.Hostname);
            list.MustHold(rows.SelectMany(row => fleet.Contract.IdentityProblems(row, first).Select(problem => $"of {first.Name}, {problem}: {row.Raw}")));
            return list.Explain(
            [
                .. fleet.Contract.DiscoveredProblems(rows, first, joined: false, first.Name),
                .. fleet.Contract.GoneProblems(list.RowsNamed(own), $"{second.Name} was renamed from {own}"),
            ]) ?? seconds.Explain(fleet.Contract.DiscoveredProblems(seconds.RowsOf(witness), witness, joined: false, witness.Name));
        });
        var firsts = await first.Peers.ListAsync();
        firsts.MustHold(fleet.Contract.SelfProblems(firsts, first));

        await second.RenameAsync(own);
        await fleet.DiscoverAsync();
    }

    private static string Another(string hostname) => $"{hostname}-renamed";
}
