namespace VirtualStation.Hosting;

/// <summary>
/// What a station runs on. Turned off, as SIGTERM does, it ends in order; cut, as SIGKILL does, it says and saves nothing any more. Tests see no other
/// difference between a station that is a process and one that shares a process with others.
/// </summary>
internal class Power : IDisposable
{
    private readonly CancellationTokenSource _off = new();
    private readonly Lock _lock = new();
    private readonly List<Action> _lastWork = [];
    private volatile bool _isCut;

    /// <summary>Cancelled when the station is to end, in either way.</summary>
    public CancellationToken Off => _off.Token;

    /// <summary>Whether nothing may be said or saved any more.</summary>
    public bool IsCut => _isCut;

    /// <summary>Ends the station in order.</summary>
    public void TurnOff() => _off.Cancel();

    /// <summary>Ends the station at once.</summary>
    public virtual void Cut()
    {
        _isCut = true;
        _off.Cancel();
    }

    /// <summary>Has something done at the end, if that is in order.</summary>
    public void AtEndInOrder(Action lastWork)
    {
        lock (_lock)
        {
            _lastWork.Add(lastWork);
        }
    }

    /// <summary>Does what there is to do at the end, unless the power was cut.</summary>
    public void End()
    {
        lock (_lock)
        {
            foreach (var work in IsCut ? [] : _lastWork)
            {
                work();
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
            _off.Dispose();
        }
    }
}
