namespace VirtualStation.Runtime;

/// <summary>
/// Runs the code of one station on the thread pool, and holds it back while the station is frozen. As for a process after SIGSTOP, the system still accepts
/// connections and packets for the station, and its clock keeps running.
/// </summary>
internal sealed class FreezableContext : SynchronizationContext
{
    private readonly Lock _lock = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _held = [];
    private bool _isFrozen;

    /// <summary>Holds back all code from its next <c>await</c> on.</summary>
    public void Freeze()
    {
        lock (_lock)
        {
            _isFrozen = true;
        }
    }

    /// <summary>Runs the work that was held back, in the order of its arrival.</summary>
    public void Thaw()
    {
        lock (_lock)
        {
            _isFrozen = false;
            while (_held.TryDequeue(out var held))
            {
                Queue(held.Callback, held.State);
            }
        }
    }

    /// <inheritdoc />
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            if (_isFrozen)
            {
                _held.Enqueue((d, state));
            }
            else
            {
                Queue(d, state);
            }
        }
    }

    // Each continuation of each station comes here: one allocation.
    private void Queue(SendOrPostCallback callback, object? state) => ThreadPool.UnsafeQueueUserWorkItem(
        static work => work.Context.Run(work.Callback, work.State), (Context: this, Callback: callback, State: state), preferLocal: false);

    private void Run(SendOrPostCallback callback, object? state)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }
}
