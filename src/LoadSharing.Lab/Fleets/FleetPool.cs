using System.Collections.Concurrent;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Waiting;
using Microsoft.Extensions.Logging;

namespace LoadSharing.Lab.Fleets;

/// <summary>
/// Leases fleets. A request gets an idle fleet of its size if there is one; else a fleet is started for it if the limits allow; else it waits. Requests for
/// fresh stations come first, then those in order of arrival. Idle fleets are stopped if a start needs their capacity.
/// </summary>
public sealed partial class FleetPool : IAsyncDisposable
{
    private readonly PoolLimits _limits;
    private readonly IFleetFactory _factory;
    private readonly KeptFleets _kept;
    private readonly FleetDemand _demand;
    private readonly FailureLog _failures;
    private readonly Measurements _measurements;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ConcurrentDictionary<string, Lease> _leases = new();
    private readonly ConcurrentDictionary<Task, bool> _starts = new();

    // Guards the fields below. Busy fleets are those that are leased, starting or stopping; the list has their sizes.
    private readonly Lock _lock = new();
    private readonly List<PendingLease> _waiting = [];
    private readonly List<Fleet> _idle = [];
    private readonly List<int> _busy = [];
    private readonly List<int> _starting = [];
    private readonly List<int> _planned = [];
    private int _lastLease;

    internal FleetPool(
        PoolLimits limits, IFleetFactory factory, KeptFleets kept, FleetDemand demand, FailureLog failures, Measurements measurements, ILogger logger) =>
        (_limits, _factory, _kept, _demand, _failures, _measurements, _logger) = (limits, factory, kept, demand, failures, measurements, logger);

    /// <summary>Raised when a request has to wait until another fleet is released.</summary>
    public event EventHandler? Blocked;

    /// <summary>The leases that are not released.</summary>
    public IReadOnlyCollection<Lease> Leases => [.. _leases.Values.Where(lease => !lease.IsReleased)];

    /// <summary>Leases a fleet and returns when all its stations are ready.</summary>
    /// <exception cref="LabException">A station did not become ready, or a kept fleet occupies the shared link.</exception>
    /// <exception cref="OperationCanceledException">The request was cancelled, or the pool is shutting down.</exception>
    public Task<Lease> AcquireAsync(LeaseRequest request, CancellationToken cancellation) => LabTraces.RunAsync("lease", async span =>
    {
        var waiting = new PendingLease(request);
        lock (_lock)
        {
            _shutdown.Token.ThrowIfCancellationRequested();
            _waiting.Add(waiting);
            Serve();
        }

        await using var registration = cancellation.Register(() => Cancel(waiting, cancellation));
        var lease = await waiting.Granted.Task;
        _demand.AddLease(request);
        _measurements.AddLease(lease.Test, waiting.Arrived, lease.IsReused ? null : lease.Fleet.StartBegan);
        lease.Fleet.AssignTo(lease.Test);
        span?.SetTag("lease.id", lease.Id).SetTag("lease.reused", lease.IsReused).SetTag("fleet.id", lease.Fleet.Id).SetTag("fleet.size", lease.Fleet.Size);
        return lease;
    });

    /// <summary>Starts fleets before they are requested, while no request waits. Has no effect on a shared link.</summary>
    /// <param name="sizes">The sizes, with one entry for each fleet.</param>
    public void Prestart(IReadOnlyList<int> sizes)
    {
        lock (_lock)
        {
            _planned.Clear();
            foreach (var (size, count) in sizes.CountBy(size => size).OrderByDescending(entry => entry.Key))
            {
                var existing = _idle.Count(fleet => fleet.Size == size && !fleet.IsUsed) + _starting.Count(starting => starting == size);
                _planned.AddRange(Enumerable.Repeat(size, Math.Max(0, count - existing)));
            }

            Serve();
        }
    }

    /// <summary>Releases all leases as dirty.</summary>
    /// <exception cref="LabException">A component could not be stopped. All others are.</exception>
    public Task ReleaseAllAsync() => Steps.WhenAllAsync(_leases.Values.Select(lease => lease.ReleaseAsync(FleetState.Dirty)));

    /// <summary>Rejects new requests, cancels waiting ones, and stops all fleets but the kept ones.</summary>
    /// <exception cref="LabException">A component could not be stopped, now or earlier. All others are.</exception>
    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        lock (_lock)
        {
            _waiting.ForEach(request => request.Granted.TrySetCanceled(_shutdown.Token));
            _waiting.Clear();
        }

        await Steps.RunAsync(
            () => Task.WhenAll(_starts.Keys),
            ReleaseAllAsync,
            () => Task.WhenAll(_idle.Select(StopAsync)),
            () => _factory.DisposeAsync().AsTask(),
            () => Steps.WhenAllAsync(_failures.FailedStops));
    }

    internal Lease? Find(string id) => _leases.GetValueOrDefault(id) is { IsReleased: false } lease ? lease : null;

    internal Station? FindStation(string name) => Leases.SelectMany(lease => lease.Fleet.Stations).FirstOrDefault(station => station.Name == name);

    private async Task ReleaseAsync(Lease lease, FleetState state)
    {
        var fleet = lease.Fleet;
        _demand.AddRelease(fleet.Size, state);
        var isIdle = false;
        try
        {
            isIdle = state == FleetState.Clean && !_shutdown.IsCancellationRequested && await _factory.IsCleanAsync(fleet);
            if (!isIdle && !(state == FleetState.Failed && _kept.TryKeep(lease)))
            {
                await StopAsync(fleet);
            }
        }
        finally
        {
            lock (_lock)
            {
                _busy.Remove(fleet.Size);
                _idle.AddRange(isIdle ? [fleet] : []);

                // Last: DisposeAsync has to find the fleet among the leased or the idle ones.
                _leases.TryRemove(lease.Id, out _);
                Serve();
            }
        }
    }

    private Task StopAsync(Fleet fleet) => _failures.ObserveStopAsync(_factory.StopAsync(fleet, keepEmulators: !_shutdown.IsCancellationRequested));

    private void Serve()
    {
        if (_shutdown.IsCancellationRequested)
        {
            return;
        }

        if (_limits.OneFleetAtATime && _kept.All.FirstOrDefault() is { } kept)
        {
            _waiting.ForEach(request => request.Granted.SetException(new LabException(
                $"The stations of {kept.Test} are kept running. All stations share one mDNS link, on which no other fleet can run at the same time.")));
            _waiting.Clear();
            return;
        }

        foreach (var request in Requests)
        {
            if (Idle.FirstOrDefault(fleet => fleet.IsReady && fleet.Size == request.Lease.Size && !(request.Lease.Fresh && fleet.IsUsed)) is { } fleet)
            {
                Grant(request, fleet);
            }
        }

        var starting = _starting.CountBy(size => size).ToDictionary();
        var leased = _leases.Values.CountBy(lease => lease.Fleet.Size).ToDictionary();
        foreach (var request in Requests)
        {
            var size = request.Lease.Size;
            if (starting.GetValueOrDefault(size) is var count and > 0)
            {
                starting[size] = count - 1;
            }
            else if (leased.GetValueOrDefault(size) is var used and > 0 && MayWait(request.Lease))
            {
                leased[size] = used - 1;
            }
            else if (CanStart(size))
            {
                _planned.Remove(size);
                Start(size, request);
            }
            else
            {
                // Later requests wait too. Else small fleets could keep a large one waiting for ever.
                _ = Blocked is { } blocked ? Task.Run(() => blocked(this, EventArgs.Empty)) : null;
                return;
            }
        }

        while (_planned is [var size, ..] && CanStartAhead(size))
        {
            _planned.RemoveAt(0);
            Start(size, request: null);
        }
    }

    // In the order in which they are reused or stopped: fleets that no test has used also serve requests for fresh stations.
    private IEnumerable<Fleet> Idle => _idle.OrderByDescending(fleet => fleet.IsUsed);

    // A test without need of fresh stations leaves them to one that has.
    private List<PendingLease> Requests => [.. _waiting.OrderByDescending(request => request.Lease.Fresh)];

    // Whether a request waits for a leased fleet of its size before one is started for it: the 14 seed cases on a native firmware take 18 s instead of 23.
    // A test that holds a fleet does not wait, because another test may wait for that one.
    private bool MayWait(LeaseRequest request) =>
        _limits.WaitsForLeased && !request.Fresh && _leases.Values.All(lease => lease.Test != (request.Test ?? ""));

    private void Grant(PendingLease request, Fleet fleet)
    {
        _waiting.Remove(request);
        _idle.Remove(fleet);
        _busy.Add(fleet.Size);
        var id = $"lease-{(++_lastLease).ToString()}";
        request.Granted.SetResult(_leases[id] = new Lease(id, request.Lease, fleet, ReleaseAsync));
    }

    private void Cancel(PendingLease request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_waiting.Remove(request))
            {
                request.Granted.SetCanceled(cancellation);
                Serve();
            }
        }
    }
}
