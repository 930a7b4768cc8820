using System.Collections.Concurrent;

namespace LoadSharing.Lab.Fleets;

/// <summary>The components of a lab that exited unexpectedly or did not start.</summary>
/// <param name="events">Receives those that exited unexpectedly.</param>
internal sealed class FailureLog(ILabEvents events)
{
    private readonly ConcurrentQueue<ComponentFailure> _failures = new();

    public IReadOnlyCollection<ComponentFailure> All => [.. _failures];

    /// <summary>Adds a component that did not start. The lease request reports it.</summary>
    public void AddFailedStart(ComponentFailure failure) => _failures.Enqueue(failure);

    /// <summary>Adds a component that exited unexpectedly.</summary>
    public void AddExit(ComponentFailure failure)
    {
        _failures.Enqueue(failure);
        events.OnComponentExited(failure);
    }
}
