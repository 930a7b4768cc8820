namespace VirtualStation.Runtime;

/// <summary>
/// Stops or kills one station. A test observes no difference between a station in a process of its own and one of a <c>virtual-station host</c>:
/// <see cref="Stop"/> acts like SIGTERM, <see cref="Kill"/> like SIGKILL.
/// </summary>
internal class StationLifecycle : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly List<Action> _onStopped = [];
    private volatile bool _isKilled;

    /// <summary>Cancelled by <see cref="Stop"/> and <see cref="Kill"/>.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The context in which all code of the station runs.</summary>
    public FreezableContext Context { get; } = new();

    /// <summary>Whether the station was killed. It must not answer, log or save from then on.</summary>
    public bool IsKilled => _isKilled;

    /// <summary>Called once, when the station can be used.</summary>
    public event Action? Ready;

    /// <summary>Calls the handlers of <see cref="Ready"/> at the first call.</summary>
    public void SetReady() => Interlocked.Exchange(ref Ready, null)?.Invoke();

    /// <summary>Asks the station to shut down gracefully.</summary>
    public void Stop() => _stopping.Cancel();

    /// <summary>Ends the station at once, without a shutdown.</summary>
    public virtual void Kill()
    {
        _isKilled = true;
        _stopping.Cancel();
    }

    /// <summary>Registers an action for <see cref="CompleteStop"/>.</summary>
    public void OnStopped(Action action)
    {
        lock (_lock)
        {
            _onStopped.Add(action);
        }
    }

    /// <summary>Runs the registered actions once the station has shut down; does nothing if it was killed.</summary>
    public void CompleteStop()
    {
        lock (_lock)
        {
            foreach (var action in IsKilled ? [] : _onStopped)
            {
                action();
            }
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Dispose();
        }
    }
}
