namespace LoadSharing.Lab.Fleets;

/// <summary>A test's right to use a fleet until it releases it.</summary>
public sealed class Lease : IAsyncDisposable
{
    private readonly Func<Lease, FleetState, Task> _release;
    private readonly Lock _lock = new();
    private Task? _released;

    /// <summary>Creates a lease of a ready fleet.</summary>
    internal Lease(string id, LeaseRequest request, Fleet fleet, Func<Lease, FleetState, Task> release)
    {
        Id = id;
        Test = request.Test ?? "";
        Fleet = fleet;
        IsReused = fleet.IsUsed;
        _release = release;
    }

    /// <summary>The id of the lease.</summary>
    public string Id { get; }

    /// <summary>The test that holds the lease.</summary>
    public string Test { get; }

    /// <summary>Whether another test leased the fleet before.</summary>
    public bool IsReused { get; }

    /// <summary>The stations.</summary>
    public IReadOnlyList<StationDocument> Stations => [.. Fleet.Stations.Select(station => station.Document)];

    /// <summary>The components that exited unexpectedly.</summary>
    public IReadOnlyList<ComponentFailure> Failures => Fleet.Failures;

    internal Fleet Fleet { get; }

    /// <summary>Whether the release has begun.</summary>
    public bool IsReleased => _released is not null;

    /// <summary>Returns the fleet to the pool. When the task completes, the stations are stopped, idle or kept. A second call waits for the first.</summary>
    public Task ReleaseAsync(FleetState state)
    {
        lock (_lock)
        {
            return _released ??= Task.Run(() => _release(this, state));
        }
    }

    /// <summary>Releases the fleet as dirty, unless it is released.</summary>
    public async ValueTask DisposeAsync() => await ReleaseAsync(FleetState.Dirty);
}
