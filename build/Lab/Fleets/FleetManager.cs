using System.Collections.Concurrent;
using System.Globalization;
using Build.Lab.Observation;
using Build.Lab.Parts;
using Build.Lab.Sessions;
using Build.Lab.Stations;
using Build.Lab.Waiting;

namespace Build.Lab.Fleets;

/// <summary>Leases fleets and takes them back.</summary>
internal sealed class FleetManager : IAsyncDisposable
{
    // Stations on the machine's own mDNS link see every station there is: then a fleet is "exactly these" only while no other one runs.
    private readonly SemaphoreSlim _link;
    private readonly Session _session;
    private readonly SlotAllocator _slots;
    private readonly LabTimeouts _timeouts;
    private readonly Action<PartFailure> _report;
    private readonly WarmEmulators _warm;
    private readonly ConcurrentDictionary<string, Fleet> _fleets = new();
    private readonly ConcurrentQueue<PartFailure> _failures = new();
    private readonly CancellationTokenSource _down = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly ConcurrentQueue<Fleet> _kept = new();
    private readonly ConcurrentDictionary<string, bool> _published = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private Func<Task>? _makesRoom;
    private int _lastId;

    /// <summary>Makes the manager of a lab; nothing is started yet.</summary>
    /// <param name="kind">What stations are made of.</param>
    /// <param name="session">Whose stations they are.</param>
    /// <param name="slots">Hands out slots.</param>
    /// <param name="timeouts">The lab's time-outs.</param>
    /// <param name="report">Told of every part that ends by itself.</param>
    public FleetManager(StationKind kind, Session session, SlotAllocator slots, LabTimeouts timeouts, Action<PartFailure> report)
    {
        Kind = kind;
        _session = session;
        _slots = slots;
        _timeouts = timeouts;
        _report = report;
        _link = new SemaphoreSlim(kind.Firmware.HasOwnLink ? int.MaxValue : 1);
        Observer = kind.Firmware.HasOwnLink ? new LinkObserver(timeouts.Look) : MachineObserver.Create(timeouts.Look);
        _warm = new WarmEmulators(kind.Emulator, _http, timeouts);
    }

    /// <summary>What stations are made of.</summary>
    public StationKind Kind { get; }

    /// <summary>Looks at the stations' mDNS links from outside.</summary>
    public IServiceObserver Observer { get; }

    /// <summary>The fleets that are leased now.</summary>
    public IReadOnlyCollection<Fleet> Fleets => [.. _fleets.Values];

    /// <summary>Where the time of stations and tests goes.</summary>
    public Measurements Measurements { get; } = new();

    /// <summary>Every part that ended by itself, in this lab's life.</summary>
    public IReadOnlyCollection<PartFailure> Failures => [.. _failures];

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
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PartFailedException">A station did not become ready; nothing of the fleet is left.</exception>
    public Task<Fleet> LeaseAsync(int size, string test, CancellationToken cancellation) => WhileUpAsync(() => LeaseCoreAsync(size, test, cancellation));

    /// <summary>A leased fleet, or null.</summary>
    public Fleet? Find(string id) => _fleets.GetValueOrDefault(id);

    /// <summary>A station of a leased fleet, or null.</summary>
    public Station? FindStation(string name) => _fleets.Values.SelectMany(fleet => fleet.Stations).FirstOrDefault(station => station.Name == name);

    /// <summary>Takes a fleet back: its stations are gone when this returns, or kept if its test failed and the user wants that.</summary>
    /// <param name="id">The fleet.</param>
    /// <param name="hasFailed">Whether its test has failed.</param>
    /// <returns>The parts that ended by themselves, or null if there is no such fleet.</returns>
    public Task<IReadOnlyList<PartFailure>?> ReleaseAsync(string id, bool hasFailed = false) => WhileUpAsync(() => ReleaseCoreAsync(id, hasFailed));

    /// <summary>Leases no more and stops every station.</summary>
    public async ValueTask DisposeAsync()
    {
        await _down.CancelAsync();
        await Task.WhenAll(_underWay.Keys);
        await Task.WhenAll(_fleets.Keys.Select(id => ReleaseCoreAsync(id, hasFailed: false)));
        await _warm.DisposeAsync();
        _http.Dispose();
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

    private async Task<Fleet> LeaseCoreAsync(int size, string test, CancellationToken cancellation)
    {
        if (!Kind.Firmware.HasOwnLink && _kept.FirstOrDefault() is { } keeper)
        {
            throw new InvalidOperationException(
                $"The stations of {keeper.Test} are kept running (--keep), and on an mDNS link that all stations share no other fleet can run beside them.");
        }

        if (!Kind.Firmware.HasOwnLink && Interlocked.Exchange(ref _makesRoom, null) is { } makeRoom)
        {
            await makeRoom();
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _down.Token);
        await Measurements.MeasureAsync("wait for a turn", () => _link.WaitAsync(giveUp.Token));
        Fleet? fleet = null;
        try
        {
            await Measurements.MeasureAsync("wait for a clear link", () => LinkClearsAsync(giveUp.Token));
            fleet = await MakeAsync(size, test);
            await fleet.StartAsync(giveUp.Token);
            _fleets[fleet.Id] = fleet;
            return fleet;
        }
        catch (Exception error)
        {
            if (error is PartFailedException failed)
            {
                _failures.Enqueue(failed.Failure);
            }

            if (fleet is not null)
            {
                await EndAsync(fleet);
            }

            _link.Release();
            throw;
        }
    }

    private async Task<IReadOnlyList<PartFailure>?> ReleaseCoreAsync(string id, bool hasFailed)
    {
        if (!_fleets.TryRemove(id, out var fleet))
        {
            return null;
        }

        if (hasFailed && KeepFailed)
        {
            _kept.Enqueue(fleet);
            _link.Release();
            return fleet.Ended;
        }

        try
        {
            await EndAsync(fleet);
        }
        finally
        {
            _link.Release();
        }

        return fleet.Ended;
    }

    // On a shared link a fresh station would list what an earlier fleet published until everybody has heard its goodbye.
    private async Task LinkClearsAsync(CancellationToken cancellation)
    {
        if (Kind.Firmware.HasOwnLink || _published.IsEmpty)
        {
            return;
        }

        await Wait.UntilAsync(
            async token =>
            {
                var lingering = (await Observer.LookAsync("", token)).Select(service => service.Instance).Where(_published.ContainsKey).ToList();
                return lingering.Count == 0 ? null : $"{string.Join(", ", lingering)} can still be seen";
            },
            Task.Delay(Timeout.Infinite, cancellation),
            _timeouts.LinkClears,
            _timeouts.ProbeInterval,
            cancellation);
    }

    // Emulators of a lab that goes down are not worth a question first.
    private async Task EndAsync(Fleet fleet)
    {
        var emulators = await fleet.EndAsync();
        await Task.WhenAll(emulators.Select(emulator => _down.IsCancellationRequested ? emulator.DisposeAsync().AsTask() : _warm.ReturnAsync(emulator)));
    }

    private async Task<Fleet> MakeAsync(int size, string test)
    {
        var warm = await _warm.TakeAsync(size);
        IReadOnlyList<SlotLease> leases;
        try
        {
            leases = [.. warm.Select(emulator => emulator.Slot), .. _slots.Take(size - warm.Count)];
        }
        catch
        {
            await Task.WhenAll(warm.Select(_warm.ReturnAsync));
            throw;
        }

        var id = $"fleet-{Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture)}";
        var link = leases.MinBy(lease => lease.Slot.Number)!.Slot.Link;
        return new Fleet(id, test, [.. leases.Select((lease, index) => Make(id, lease, warm.ElementAtOrDefault(index), link))]);
    }

    private Station Make(string fleet, SlotLease lease, RunningEmulator? emulator, string link)
    {
        _published[lease.Slot.HostName] = true;
        var state = Path.Combine(_session.Directory, fleet, lease.Slot.StationName);
        return new Station(Kind, new StationSetup(_session, fleet, lease.Slot, state, ChipId.New(), link, _http, _timeouts, Measurements), lease, emulator, Report);
    }

    private void Report(PartFailure failure)
    {
        _failures.Enqueue(failure);
        _report(failure);
    }
}
