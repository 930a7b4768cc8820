using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Components;

/// <summary>What all parts of a station have in common.</summary>
/// <param name="setup">The station it is part of.</param>
/// <param name="kind">Which part.</param>
internal abstract class Component(StationSetup setup, ComponentKind kind) : IComponent
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc />
    public ComponentKind Kind => kind;

    /// <inheritdoc />
    public string Log { get; } = setup.LogOf(kind);

    /// <inheritdoc />
    public Task<string> Ended => _ended.Task;

    /// <inheritdoc />
    public bool IsStopping { get; private set; }

    /// <summary>The station it is part of.</summary>
    protected StationSetup Setup => setup;

    /// <inheritdoc />
    public abstract Task StartAsync(CancellationToken cancellation);

    /// <inheritdoc />
    public async Task StopAsync(ProcessSignal? first)
    {
        IsStopping = true;
        await EndAsync(first);
    }

    /// <inheritdoc />
    public virtual void Mark(string line) => File.AppendAllText(Log, line + Environment.NewLine);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        IsStopping = true;
        await ReleaseAsync();
    }

    /// <summary>Ends it and comes back when it is gone; nothing if it was never started.</summary>
    protected abstract Task EndAsync(ProcessSignal? first);

    /// <summary>Ends it for good, with all that belongs to it.</summary>
    protected virtual Task ReleaseAsync() => EndAsync(null);

    /// <summary>It has ended; of what is told more than once the first counts.</summary>
    protected void HasEnded(string how) => _ended.TrySetResult(how);
}
