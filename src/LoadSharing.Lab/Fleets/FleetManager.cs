using System.Collections.Concurrent;
using System.Diagnostics;
using LoadSharing.Lab.Hosting;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Browsing;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Fleets;

/// <summary>Leases fleets and takes them back.</summary>
internal sealed class FleetManager : IAsyncDisposable
{
    // A process that starts is work for a processor and a wait for the other: two a core keep them busy, and most tests are over before another fleet would be
    // up. One that shares a process costs little more than the wait for its mDNS announcement.
    private static readonly int ProcessesAtOnce = 2 * Environment.ProcessorCount;
    private static readonly int SharersAtOnce = 16 * Environment.ProcessorCount;
    private const int TestsAProcess = 4;
    private const int TestsASharer = 0;

    // A real station takes some 60 MB with its emulator, a virtual one a part of that; with more of them than fit, all would be slow.
    private const long BytesAStation = 64L << 20;
    private static readonly int Carries = (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesAStation, 1, Slot.Count);

    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(200);

    // A real firmware starts in 1.5 s with all that belongs to it, but is seen by others some 8 s later: Avahi holds a service back for a second at each of the
    // records it is made of. Used stations are seen at once, so that it is worth waiting for a test that is over soon, also if its own stations still start.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly LeaseQueue<Fleet> _queue;
    private readonly FleetFactory _factory;
    private readonly StationHost? _ownHost;
    private readonly Action<ComponentFailure> _report;
    private readonly LabOptions _options;
    private readonly ConcurrentDictionary<string, Fleet> _fleets = new();
    private readonly ConcurrentQueue<ComponentFailure> _failures = new();
    private readonly CancellationTokenSource _down = new();
    private readonly ConcurrentQueue<Fleet> _kept = new();
    private readonly ConcurrentQueue<LeaseTimes> _leases = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private Func<Task>? _makesRoom;
    private IReadOnlyDictionary<string, Reuse> _reuse = new Dictionary<string, Reuse>();

    /// <summary>Makes the manager of a lab; nothing is started yet.</summary>
    /// <param name="options">The lab's settings.</param>
    /// <param name="session">Whose stations they are.</param>
    /// <param name="host">Runs the parts that share a process; null for one of the lab's own.</param>
    /// <param name="slots">Hands out slots.</param>
    /// <param name="report">Told of every part that ends by itself.</param>
    public FleetManager(LabOptions options, Session session, StationHost? host, SlotAllocator slots, Action<ComponentFailure> report)
    {
        var (kind, timeouts) = (options.Kind, options.Timeouts);
        _options = options;
        Kind = kind;
        _report = report;
        _queue = new LeaseQueue<Fleet>(
            sharesLink: !kind.HasOwnLink,
            kind.SharesProcess ? SharersAtOnce : ProcessesAtOnce,
            kind.SharesProcess ? TestsASharer : TestsAProcess,
            Courtesy,
            kind.Isolation == IsolationKind.Namespace ? Patience : null,
            Carries);
        SharedLink = kind.HasOwnLink ? null : new SharedLink(MachineBrowser.Create(options.VirtualStationProgram, timeouts), slots, timeouts);
        _ownHost = host is null ? new StationHost(session) : null;
        _factory = new FleetFactory(kind, session, host ?? _ownHost!, slots, timeouts, SharedLink, Measurements, Report);
    }

    /// <summary>What stations are made of.</summary>
    public StationKind Kind { get; }

    /// <summary>The mDNS link that all stations share; null where each fleet has its own.</summary>
    public SharedLink? SharedLink { get; }

    /// <summary>Looks at the mDNS link of a fleet from outside of every firmware.</summary>
    public IServiceBrowser BrowserOf(Fleet fleet) => SharedLink?.Observer
        ?? (Kind.Firmware.HasOwnLink ? new LinkBrowser(fleet.Link, _options.Timeouts.Look)
            : MachineBrowser.OfProgram(_options.VirtualStationProgram, _options.Timeouts, fleet.Network.Inside));

    /// <summary>The fleets that are leased now.</summary>
    public IReadOnlyCollection<Fleet> Fleets => [.. _fleets.Values];

    /// <summary>Where the time of stations and tests goes.</summary>
    public Measurements Measurements { get; } = new();

    /// <summary>How long each lease has waited.</summary>
    public IReadOnlyList<LeaseTimes> Leases => [.. _leases];

    /// <summary>Every part that ended by itself, in this lab's life.</summary>
    public IReadOnlyCollection<ComponentFailure> Failures => [.. _failures];

    /// <summary>Which fleets the tests have needed.</summary>
    public FleetDemand Demand { get; } = new(Soon);

    /// <summary>Whether fleets of failed tests are kept running when they are given back.</summary>
    public bool KeepFailed { get; set; }

    /// <summary>Has a fleet make room for the first lease that cannot stand beside it: on a shared mDNS link, stations that are not leased don't run.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="tell">Told when it is given back.</param>
    public void MakeRoom(Fleet fleet, Action tell) => _makesRoom = async () =>
    {
        tell();
        await ReleaseAsync(fleet.Id);
    };

    /// <summary>The fleets kept for a look at them.</summary>
    public IReadOnlyCollection<Fleet> Kept => [.. _kept];

    /// <summary>Leases a fleet and comes back when all its stations are ready.</summary>
    /// <param name="size">How many stations.</param>
    /// <param name="test">Who leases it.</param>
    /// <param name="usedWillDo">Whether stations that an earlier test has given back as good as new will do.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ComponentFailedException">A station did not become ready; nothing of the fleet is left.</exception>
    public Task<Fleet> LeaseAsync(int size, string test, bool usedWillDo, CancellationToken cancellation) =>
        WhileUpAsync(() => LeaseCoreAsync(size, test, usedWillDo, cancellation));

    /// <summary>Has fleets ready that nobody has asked for yet, where they can stand beside others: tests will find them. Starts those that are missing.</summary>
    /// <param name="needs">What the tests need, and what they leave for others.</param>
    /// <param name="atOnce">How many of the fleets may wait for a test: no more than there are tests at once.</param>
    public void Prepare(FleetNeeds needs, int atOnce)
    {
        _reuse = needs.Reuse;
        foreach (var (size, count) in (Kind.HasOwnLink ? needs.Sizes : []).CountBy(size => size))
        {
            for (var missing = count - _queue.FreshOf(size); missing > 0; missing--)
            {
                _ = WhileUpAsync(() => PrepareCoreAsync(size, atOnce));
            }
        }
    }

    /// <summary>A leased fleet, or null.</summary>
    public Fleet? Find(string id) => _fleets.GetValueOrDefault(id);

    /// <summary>A station of a leased fleet, or null.</summary>
    public Station? FindStation(string name) => _fleets.Values.SelectMany(fleet => fleet.Stations).FirstOrDefault(station => station.Name == name);

    /// <summary>Takes a fleet back: its stations are gone when this returns, or wait for the next test, or are kept for a look at them.</summary>
    /// <param name="id">The fleet.</param>
    /// <param name="how">How it comes back.</param>
    /// <returns>The parts that ended by themselves, or null if there is no such fleet.</returns>
    public Task<IReadOnlyList<ComponentFailure>?> ReleaseAsync(string id, FleetState how = FleetState.Dirty) => WhileUpAsync(() => ReleaseCoreAsync(id, how));

    /// <summary>Leases no more and stops every station.</summary>
    public async ValueTask DisposeAsync()
    {
        await _down.CancelAsync();
        await Task.WhenAll(_underWay.Keys);
        await Task.WhenAll([.. _fleets.Keys.Select(id => ReleaseCoreAsync(id, FleetState.Dirty)), .. _queue.Drain().Select(EndAsync)]);
        await _factory.DisposeAsync();
        if (_kept.IsEmpty && _ownHost is not null)
        {
            await _ownHost.DisposeAsync();
        }
    }

    // Who came before the lab goes down is waited for, who comes later is sent away: no station is started or handed on behind its back.
    private async Task<T> WhileUpAsync<T>(Func<Task<T>> step)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay[done.Task] = true;
        try
        {
            _down.Token.ThrowIfCancellationRequested();
            return await step();
        }
        finally
        {
            _underWay.TryRemove(done.Task, out _);
            done.SetResult();
        }
    }

    private async Task<Fleet> LeaseCoreAsync(int size, string test, bool usedWillDo, CancellationToken cancellation)
    {
        var asked = Stopwatch.StartNew();
        if (!Kind.HasOwnLink && _kept.FirstOrDefault() is { } keeper)
        {
            throw new InvalidOperationException(
                $"The stations of {keeper.Test} are kept running (--keep), and on an mDNS link that all stations share no other fleet can run beside them.");
        }

        if (!Kind.HasOwnLink && Interlocked.Exchange(ref _makesRoom, null) is { } makeRoom)
        {
            await makeRoom();
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _down.Token);
        while (true)
        {
            var turn = await Measurements.MeasureAsync("wait for a turn", () => _queue.WaitAsync(size, usedWillDo, ReuseAfter(test), giveUp.Token));
            var waited = asked.Elapsed;
            if (await TakeAsync(turn, size, test, asked, giveUp.Token) is { } fleet)
            {
                Demand.Leased(size, !usedWillDo);
                _leases.Enqueue(new LeaseTimes(test, waited, asked.Elapsed - waited));
                fleet = fleet.For(_factory.NextId(), test);
                return _fleets[fleet.Id] = fleet;
            }
        }
    }

    // Null if a station has ended while nobody had it: that was reported when it happened.
    private async Task<Fleet?> TakeAsync(Turn<Fleet> turn, int size, string test, Stopwatch asked, CancellationToken cancellation)
    {
        Fleet fleet;
        try
        {
            fleet = await (turn.Ready ?? StartAsync(size, turn.InTheWay, Measurements.NewFleetForTest, asked, cancellation));
        }
        catch
        {
            _queue.End(size, ReuseAfter(test));
            throw;
        }

        if (turn.Ready is null || fleet.IsReady)
        {
            return fleet;
        }

        await EndAndLeaveAsync(fleet, test);
        return null;
    }

    private async Task<bool> PrepareCoreAsync(int size, int atOnce)
    {
        var asked = Stopwatch.StartNew();
        await _queue.WaitToPrepareAsync(size, atOnce, _down.Token);
        var fleet = StartAsync(size, [], Measurements.NewFleetAhead, asked, _down.Token);
        await ((Task)fleet).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _queue.Prepared(fleet, size);
        return fleet.IsCompletedSuccessfully;
    }

    private async Task<Fleet> StartAsync(int size, IReadOnlyList<Fleet> inTheWay, string stage, Stopwatch asked, CancellationToken cancellation)
    {
        try
        {
            var fleet = await _factory.StartAsync(size, inTheWay, cancellation);
            Measurements.Add(stage, asked.Elapsed.TotalSeconds);
            return fleet;
        }
        catch (ComponentFailedException failed)
        {
            _failures.Enqueue(failed.Failure);
            throw;
        }
        finally
        {
            _queue.Started(size);
        }
    }

    private async Task<IReadOnlyList<ComponentFailure>?> ReleaseCoreAsync(string id, FleetState how)
    {
        if (!_fleets.TryRemove(id, out var fleet))
        {
            return null;
        }

        var test = fleet.Test ?? "";
        Demand.Returned(fleet.Stations.Count, test, fleet.Had, how != FleetState.Clean);
        if (how == FleetState.Failed && KeepFailed)
        {
            _kept.Enqueue(fleet);
            _queue.End(fleet.Stations.Count, ReuseAfter(test));
            return fleet.Ended;
        }

        var isKept = how == FleetState.Clean && !_down.IsCancellationRequested
            && await _factory.IsAsGoodAsNewAsync(fleet) && _queue.TryKeep(fleet, fleet.Stations.Count, ReuseAfter(test));
        if (!isKept)
        {
            await EndAndLeaveAsync(fleet, test);
        }

        return fleet.Ended;
    }

    private Reuse ReuseAfter(string test) => _reuse.GetValueOrDefault(test, Reuse.Soon);

    // Emulators of a lab that goes down are not worth a question first.
    private Task EndAsync(Fleet fleet) => _down.IsCancellationRequested ? FleetFactory.EndForGoodAsync(fleet) : _factory.EndAsync(fleet);

    private async Task EndAndLeaveAsync(Fleet fleet, string test)
    {
        try
        {
            await EndAsync(fleet);
        }
        finally
        {
            _queue.End(fleet.Stations.Count, ReuseAfter(test));
        }
    }

    private void Report(ComponentFailure failure)
    {
        _failures.Enqueue(failure);
        _report(failure);
    }
}
