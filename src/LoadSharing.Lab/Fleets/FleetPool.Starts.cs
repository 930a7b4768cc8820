using System.Diagnostics;
using LoadSharing.Lab.Stations;
using Microsoft.Extensions.Logging;

namespace LoadSharing.Lab.Fleets;

/// <content>Starts of fleets, within the limits. Each caller holds the lock.</content>
public sealed partial class FleetPool
{
    // A test may hold one fleet while it requests another, so a second fleet is always allowed.
    private bool CanStart(int size) =>
        _limits.OneFleetAtATime ? _busy.Count == 0 : IsWithinStarts(size) && (_busy.Count <= 1 || _busy.Sum() + size <= _limits.Stations);

    // Only beside all idle fleets.
    private bool CanStartAhead(int size) =>
        !_limits.OneFleetAtATime
        && IsWithinStarts(size)
        && _idle.Count(fleet => !fleet.IsUsed) + _starting.Count < _limits.FleetsAhead
        && IsWithinCapacity(size);

    private bool IsWithinStarts(int size) => _starting.Count == 0 || _starting.Sum() + size <= _limits.ConcurrentStarts;

    private bool IsWithinCapacity(int size) => _busy.Sum() + _idle.Sum(fleet => fleet.Size) + size <= _limits.Stations;

    // Without a request, the fleet is started ahead of tests.
    private void Start(int size, PendingLease? request)
    {
        var evicted = new List<Fleet>();
        while (Idle.FirstOrDefault(fleet => !fleet.IsReady || _limits.OneFleetAtATime || !IsWithinCapacity(size)) is { } fleet)
        {
            _idle.Remove(fleet);
            evicted.Add(fleet);
        }

        _busy.Add(size);
        _starting.Add(size);
        var start = Task.Run(() => StartAsync(size, evicted, request));
        _starts[start] = true;
        _ = start.ContinueWith(done => _starts.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task StartAsync(int size, IReadOnlyList<Fleet> evicted, PendingLease? request)
    {
        // This runs in the context of the request that came last, which may be another. Activity ignores a span that has ended.
        Activity.Current = null;
        Activity.Current = request?.Span;
        var began = Stopwatch.GetTimestamp();
        Fleet? fleet = null;
        Exception? error = null;
        try
        {
            await Task.WhenAll(evicted.Select(StopAsync));
            fleet = await _factory.StartAsync(size, _shutdown.Token);
            fleet.StartBegan = began;
            if (request is null)
            {
                _measurements.Add(Measurements.NewFleetAhead, Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }
        catch (Exception caught)
        {
            // The request that waits for the fleet receives it.
            error = caught;
        }

        lock (_lock)
        {
            _starting.Remove(size);
            _busy.Remove(size);
            if (fleet is not null)
            {
                _idle.Add(fleet);
            }
            else
            {
                Fail(size, error!);
            }

            Serve();
        }
    }

    private void Fail(int size, Exception error)
    {
        _failures.AddFailedStart((error as LabException)?.Failure);

        if (_waiting.Find(request => request.Lease.Size == size) is { } request)
        {
            _waiting.Remove(request);
            request.Granted.SetException(error);
        }
        else if (!_shutdown.IsCancellationRequested)
        {
            _planned.Clear();
            _logger.LogWarning("No more fleets are started ahead: {Reason}", error.Message);
        }
    }
}
