using System.Diagnostics;

namespace LoadSharing.MSTest.Fixture;

/// <summary>The stations a test has leased: they see exactly each other, and none has a joined peer. The fixture gives them back.</summary>
internal sealed class Fleet : IDisposable
{
    /// <summary>What a discovery comes to; the build knows a lost row by it.</summary>
    internal const string AllAreListed = "Every station lists every other one, online, once, with an address, and nothing else";

    private readonly LabClient _lab;
    private readonly LeaseDocument _document;
    private readonly StationWatch _watch;

    public Fleet(LabClient lab, LeaseDocument document, TestBudget budget, Action<string> report)
    {
        var strangers = document.SharesLink ? new Strangers(this, report) : null;
        _lab = lab;
        _document = document;
        Budget = budget;
        _watch = new StationWatch(lab, document.Id);
        Contract = Contract.Named(document.Contract);
        Stations = [.. document.Stations.Select(station => new Station(station, Contract, lab, Journal, _watch, budget, strangers))];
    }

    public string Id => _document.Id;

    public Contract Contract { get; }

    public IReadOnlyList<Station> Stations { get; }

    /// <summary>The time left for the test.</summary>
    public TestBudget Budget { get; }

    public ExchangeJournal Journal { get; } = new();

    /// <summary>What the stations are: virtual or which firmware, and the contract.</summary>
    public string Tested => _document.Tested;

    /// <summary>Lets a peer listen that is no station; the fleet's stations can reach it.</summary>
    /// <param name="report">Told of requests that broke off.</param>
    public ListeningPeer ListenAsPeer(Action<string> report) => ListeningPeer.Start(IPAddress.Parse(_document.TestAddress), report);

    /// <summary>All stations but this one.</summary>
    public IEnumerable<Station> Others(Station station) => Stations.Where(other => other != station);

    /// <summary>Every station's peer list, asked at once.</summary>
    public async Task<WhoSeesWhom> LookAsync() =>
        new(this, [.. await Task.WhenAll(Stations.Select(async station => (station, await station.Peers.ListAsync())))]);

    /// <summary>Has every station discover, and waits until each lists every other one as the contract says, and nothing else.</summary>
    /// <exception cref="AssertFailedException">Not within <see cref="Deadlines.Discovery"/>; shows who sees whom.</exception>
    public async Task<WhoSeesWhom> DiscoverAsync()
    {
        var clock = Stopwatch.StartNew();
        var seen = await DiscoverUntilAsync(AllAreListed, looked => looked.Problems());
        await _lab.MeasuredAsync("discovery", clock.Elapsed, Budget.Token);
        return seen;
    }

    /// <summary>
    /// As <see cref="DiscoverAsync"/>, then until further discoveries leave the rows as they are: for a test that sends a row's <c>host</c>, which a later
    /// discovery may rewrite.
    /// </summary>
    /// <exception cref="AssertFailedException">Not within <see cref="Deadlines.Discovery"/> each; shows who sees whom.</exception>
    public async Task<WhoSeesWhom> DiscoverAndSettleAsync()
    {
        var seen = await DiscoverAsync();
        return seen.Unsettled().Count == 0
            ? seen
            : await DiscoverUntilAsync("After a second discovery every row has the host that it keeps", again => [.. again.Problems(), .. again.Unsettled()]);
    }

    /// <summary>Has stations discover, again and again, until <paramref name="whyNotYet"/> says null.</summary>
    /// <param name="condition">What is waited for, for the report.</param>
    /// <param name="discovering">Who discovers: none that is stopped.</param>
    /// <exception cref="AssertFailedException">Not within <see cref="Deadlines.Discovery"/>.</exception>
    public async Task DiscoverUntilAsync(string condition, IReadOnlyList<Station> discovering, Func<Task<string?>> whyNotYet)
    {
        // Sent again while waiting: a discover that comes right after the boot can miss a round. A firmware that freezes while it discovers is left the more in peace.
        var (sinceTrigger, frozen) = (new Stopwatch(), TimeSpan.Zero);
        await Eventually.HoldsAsync(condition, Deadlines.Discovery, LookOnceAsync, Budget);

        async Task<string?> LookOnceAsync()
        {
            if (!sinceTrigger.IsRunning || sinceTrigger.Elapsed >= Deadlines.DiscoverAgain + frozen)
            {
                sinceTrigger.Restart();
                await Task.WhenAll(discovering.Select(async station => (await station.Peers.DiscoverAsync()).MustAnswer(Answer.Done)));
                frozen = sinceTrigger.Elapsed;
                sinceTrigger.Restart();
            }

            return await whyNotYet();
        }
    }

    /// <summary>What an observer that is no firmware sees on the fleet's mDNS link, of this fleet's stations and, where the link is theirs alone, of others.</summary>
    public async Task<Sighting> ObserveAsync()
    {
        var seen = await _lab.ObserveAsync(Id, Budget.Token);
        return new Sighting(seen.Browser, [.. seen.Services.Where(service => !_document.SharesLink || Stations.Any(station => station.IsOrWas(service.Instance)))]);
    }

    /// <summary>The parts that ended by themselves and that no failure has told yet.</summary>
    public Task<IReadOnlyList<ComponentFailure>> EndedAsync() => _watch.UntoldAsync();

    /// <summary>On stations that other tests had before: finds out what is left of those.</summary>
    public async Task NoteLeftoversAsync()
    {
        if (_document.IsReused)
        {
            await Task.WhenAll(Stations.Select(async station => station.Leftovers.Note(await station.Peers.ListAllAsync(), this)));
        }
    }

    /// <summary>
    /// Deletes the hosts that nobody has and the test has added. A station that has joined another one is left as it is: it follows that one, and firmwares
    /// have died of having to let go (facts: known defect 4), which must not happen behind a test's back.
    /// </summary>
    /// <returns>Whether the next test may have the stations.</returns>
    public async Task<bool> TidyAsync() =>
        Stations.All(station => station.IsAsLeased) && Array.TrueForAll(await Task.WhenAll(Stations.Select(TidyAsync)), isTidy => isTidy);

    /// <summary>Gives the fleet back to the lab.</summary>
    /// <returns>The parts that ended by themselves and that no failure has told yet.</returns>
    public async Task<IReadOnlyList<ComponentFailure>> GiveBackAsync(FleetState how) =>
        _watch.Untold((await _lab.GiveBackAsync(Id, how, CancellationToken.None)).Exited);

    public void Dispose()
    {
        foreach (var station in Stations)
        {
            station.Dispose();
        }

        Budget.Dispose();
    }

    private async Task<bool> TidyAsync(Station station)
    {
        var list = await station.Peers.ListAllAsync();
        var joined = list.Rows.Where(row => row.Joined && !station.IsMeantBy(row)).ToList();
        if (joined.Count > 0 && joined.TrueForAll(row => Contract.HasPath(row.Host) && !Stations.Any(other => other.IsMeantBy(row))))
        {
            foreach (var row in joined)
            {
                await station.Peers.DeleteAsync(row.Host);
            }

            list = await station.Peers.ListAllAsync();
            joined = [.. list.Rows.Where(row => row.Joined && !station.IsMeantBy(row))];
        }

        return joined.Count == 0 && Leftovers.In(list, this).Count <= Leftovers.Most;
    }

    private async Task<WhoSeesWhom> DiscoverUntilAsync(string condition, Func<WhoSeesWhom, IReadOnlyList<string>> problemsOf)
    {
        var seen = new WhoSeesWhom(this, []);
        await DiscoverUntilAsync(condition, Stations, async () =>
        {
            seen = await LookAsync();
            return seen.Explain(problemsOf(seen));
        });
        return seen;
    }
}
