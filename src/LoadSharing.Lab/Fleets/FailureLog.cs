using System.Collections.Concurrent;

namespace LoadSharing.Lab.Fleets;

/// <summary>The components of a lab that exited unexpectedly, did not start or could not be stopped.</summary>
/// <param name="events">Receives those that exited unexpectedly.</param>
internal sealed class FailureLog(ILabEvents events)
{
    private readonly ConcurrentQueue<ComponentFailure> _failures = new();
    private readonly ConcurrentQueue<Task> _failedStops = new();

    public IReadOnlyCollection<ComponentFailure> All => [.. _failures];

    /// <summary>The stops that failed.</summary>
    public IReadOnlyCollection<Task> FailedStops => [.. _failedStops];

    /// <summary>Adds a component that did not start. The lease request reports it.</summary>
    /// <param name="failure">The failure; null if the reason is not a component's.</param>
    public void AddFailedStart(ComponentFailure? failure)
    {
        if (failure is not null && !_failures.Contains(failure))
        {
            _failures.Enqueue(failure);
        }
    }

    /// <summary>
    /// Waits for the stop of a fleet. A failure concerns neither the test that released the fleet nor the one that needs its capacity, so it is only
    /// remembered for the end of the lab.
    /// </summary>
    public async Task ObserveStopAsync(Task stop)
    {
        await stop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCompletedSuccessfully)
        {
            _failedStops.Enqueue(stop);
        }
    }

    /// <summary>Adds a component that exited unexpectedly.</summary>
    public void AddExit(ComponentFailure failure)
    {
        _failures.Enqueue(failure);
        events.OnComponentExited(failure);
    }
}
