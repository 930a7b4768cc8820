using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoadSharing.Lab.Tests.Fleets;

internal sealed class FakeFleet(string id, int size) : Fleet(id, HostNetwork.Instance, [], null!)
{
    public bool HasExited { get; set; }

    public override int Size => size;

    public override bool IsReady => !HasExited;
}

internal sealed class FakeFactory : IFleetFactory
{
    private readonly Lock _lock = new();
    private readonly List<string> _log = [];
    private readonly Dictionary<int, TaskCompletionSource> _awaited = [];
    private readonly SemaphoreSlim _held = new(0);
    private readonly SemaphoreSlim _started = new(0);
    private bool _isHeld;

    public bool IsClean { get; set; } = true;

    public LabException? Failure { get; set; }

    public int Starts { get; private set; }

    public int Running { get; private set; }

    /// <summary>The span to which the last start belongs.</summary>
    public Activity? Span { get; private set; }

    public string Log
    {
        get
        {
            lock (_lock)
            {
                return string.Join(", ", _log);
            }
        }
    }

    /// <summary>A pool with the fleets of this factory.</summary>
    public FleetPool CreatePool(
        int stations = 100, int starts = 100, int fleetsAhead = 1, bool oneFleetAtATime = false, bool waitsForLeased = false,
        KeptFleets? kept = null) => new(
        new PoolLimits(stations, starts, fleetsAhead, oneFleetAtATime, waitsForLeased),
        this,
        kept ?? new KeptFleets(isEnabled: true),
        new FleetDemand(),
        new FailureLog(new RecordedEvents()),
        new Measurements(),
        NullLogger.Instance);

    public void Hold() => _isHeld = true;

    public async Task<string> ReleaseOneAsync(CancellationToken cancellation)
    {
        await _started.WaitAsync(cancellation);
        var id = $"fleet-{Starts}";
        _held.Release();
        return id;
    }

    public Task StartedAsync(int count, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Starts >= count ? Task.CompletedTask : (_awaited[count] = new TaskCompletionSource()).Task.WaitAsync(cancellation);
        }
    }

    public async Task<Fleet> StartAsync(int size, CancellationToken cancellation)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        string id;
        lock (_lock)
        {
            id = $"fleet-{++Starts}";
            Running++;
            Span = Activity.Current;
            _log.Add($"start {id} ({size})");
            if (_awaited.Remove(Starts, out var awaited))
            {
                awaited.SetResult();
            }
        }

        if (_isHeld)
        {
            _started.Release();
            await _held.WaitAsync(cancellation);
        }

        return new FakeFleet(id, size);
    }

    public Task StopAsync(Fleet fleet, bool keepEmulators)
    {
        lock (_lock)
        {
            Running--;
            _log.Add($"stop {fleet.Id}");
        }

        return Task.CompletedTask;
    }

    public Task<bool> IsCleanAsync(Fleet fleet) => Task.FromResult(IsClean);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
