namespace VirtualStation.Runtime;

/// <summary>Ends the wait of a loop early.</summary>
internal sealed class WakeSignal
{
    private volatile TaskCompletionSource _signal = New();

    /// <summary>Ends the present wait, or the next one if no <see cref="Reset"/> comes before it.</summary>
    public void Wake() => _signal.TrySetResult();

    /// <summary>Forgets earlier calls of <see cref="Wake"/>. To be called before the work that they ask for, so that none during it is lost.</summary>
    public void Reset() => _signal = New();

    /// <summary>Waits for an interval, or until <see cref="Wake"/>.</summary>
    public async Task WaitAsync(TimeSpan interval, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.WhenAny(_signal.Task, Task.Delay(interval, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
