using System.Collections.Concurrent;
using System.Globalization;
using Build.Lab.Parts;
using Build.Lab.Sessions;
using Build.Lab.Stations;

namespace Build.Lab.Fleets;

/// <summary>Leases fleets and takes them back.</summary>
/// <param name="kind">What stations are made of.</param>
/// <param name="session">Whose stations they are.</param>
/// <param name="slots">Hands out slots.</param>
/// <param name="timeouts">The lab's time-outs.</param>
/// <param name="report">Told of every part that ends by itself.</param>
internal sealed class FleetManager(StationKind kind, Session session, SlotAllocator slots, LabTimeouts timeouts, Action<PartFailure> report) : IAsyncDisposable
{
    // Stations on the machine's own mDNS link see every station there is: then a fleet is "exactly these" only while no other one runs.
    private readonly SemaphoreSlim _link = new(kind.Firmware.HasOwnLink ? int.MaxValue : 1);
    private readonly ConcurrentDictionary<string, Fleet> _fleets = new();
    private readonly ConcurrentQueue<PartFailure> _failures = new();
    private readonly CancellationTokenSource _down = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly ConcurrentQueue<Fleet> _kept = new();
    private int _lastId;

    /// <summary>What stations are made of.</summary>
    public StationKind Kind => kind;

    /// <summary>The fleets that are leased now.</summary>
    public IReadOnlyCollection<Fleet> Fleets => [.. _fleets.Values];

    /// <summary>Every part that ended by itself, in this lab's life.</summary>
    public IReadOnlyCollection<PartFailure> Failures => [.. _failures];

    /// <summary>Whether fleets of failed tests are kept running when they are given back.</summary>
    public bool KeepFailed { get; set; }

    /// <summary>The fleets kept for a look at them.</summary>
    public IReadOnlyCollection<Fleet> Kept => [.. _kept];

    /// <summary>Leases a fleet and comes back when all its stations are ready.</summary>
    /// <param name="size">How many stations.</param>
    /// <param name="test">Who leases it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PartFailedException">A station did not become ready; nothing of the fleet is left.</exception>
    public async Task<Fleet> LeaseAsync(int size, string test, CancellationToken cancellation)
    {
        if (!kind.Firmware.HasOwnLink && _kept.FirstOrDefault() is { } keeper)
        {
            throw new InvalidOperationException(
                $"The stations of {keeper.Test} are kept running (--keep), and on an mDNS link that all stations share no other fleet can run beside them.");
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _down.Token);
        await _link.WaitAsync(giveUp.Token);
        Fleet? fleet = null;
        try
        {
            fleet = Make(size, test);
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
                await fleet.DisposeAsync();
            }

            _link.Release();
            throw;
        }
    }

    /// <summary>A leased fleet, or null.</summary>
    public Fleet? Find(string id) => _fleets.GetValueOrDefault(id);

    /// <summary>A station of a leased fleet, or null.</summary>
    public Station? FindStation(string name) => _fleets.Values.SelectMany(fleet => fleet.Stations).FirstOrDefault(station => station.Name == name);

    /// <summary>Takes a fleet back: its stations are gone when this returns, or kept if its test failed and the user wants that.</summary>
    /// <param name="id">The fleet.</param>
    /// <param name="hasFailed">Whether its test has failed.</param>
    /// <returns>The parts that ended by themselves, or null if there is no such fleet.</returns>
    public async Task<IReadOnlyList<PartFailure>?> ReleaseAsync(string id, bool hasFailed = false)
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
            await fleet.DisposeAsync();
        }
        finally
        {
            _link.Release();
        }

        return fleet.Ended;
    }

    /// <summary>Leases no more and stops every station.</summary>
    public async ValueTask DisposeAsync()
    {
        await _down.CancelAsync();
        await Task.WhenAll(_fleets.Keys.Select(id => ReleaseAsync(id)));
        _http.Dispose();
    }

    private Fleet Make(int size, string test)
    {
        var leases = slots.Take(size);
        var link = leases[0].Slot.Link;
        var id = $"fleet-{Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture)}";
        var stations = leases.Select(lease =>
        {
            var state = Path.Combine(session.Directory, id, lease.Slot.StationName);
            return new Station(kind, new StationSetup(session, lease.Slot, state, ChipId.New(), link, _http, timeouts), Report);
        }).ToList();
        return new Fleet(id, test, stations, leases);
    }

    private void Report(PartFailure failure)
    {
        _failures.Enqueue(failure);
        report(failure);
    }
}
