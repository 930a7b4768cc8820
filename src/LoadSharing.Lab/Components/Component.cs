using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Components;

/// <summary>Identifies a component in failures, in the manifest and by its log file.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Owner">The name of its station, or of its fleet if it belongs to a network.</param>
/// <param name="Name">The name in the manifest.</param>
/// <param name="Log">The path of the log file.</param>
internal sealed record ComponentSpec(ComponentKind Kind, string Owner, string Name, string Log);

/// <summary>Something that is started once, watched, and stopped once. A restart creates a new component.</summary>
internal abstract class Component(ComponentSpec spec) : IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _killReason;
    private volatile bool _isDisposed;

    public ComponentSpec Spec => spec;

    /// <summary>Completes with the exit status when the component has exited, on request or unexpectedly.</summary>
    public Task<string> Exited => _exited.Task;

    /// <summary>Whether a stop was requested, so that the exit is expected.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Whether it has exited, or was disposed without having been started.</summary>
    public bool IsGone => _isDisposed || Exited.IsCompleted;

    /// <summary>Starts the component and returns when it is ready.</summary>
    /// <exception cref="LabException">It exited or did not become ready in time.</exception>
    public Task StartAsync(CancellationToken cancellation) => LabTraces.RunAsync($"start {spec.Name}", async span =>
    {
        span?.SetTag("component.kind", spec.Kind.Name()).SetTag("component.owner", spec.Owner);
        await StartCoreAsync(cancellation);
        return true;
    });

    /// <summary>Stops the component and returns when it has exited. Does nothing if it was not started.</summary>
    /// <param name="first">The first signal; null for the component's default.</param>
    public async Task StopAsync(ProcessSignal? first)
    {
        IsStopping = true;
        await StopCoreAsync(first);
    }

    /// <summary>Kills the component. Unless a stop was requested before, its exit is unexpected.</summary>
    /// <param name="reason">Who sent the signal and why, to follow the exit status.</param>
    public Task KillAsync(string reason)
    {
        _killReason = reason;
        return StopCoreAsync(ProcessSignal.Kill);
    }

    /// <summary>Suspends a started component: it neither answers nor acts until it is thawed. Returns when it does not run any more.</summary>
    /// <exception cref="LabException">The component or the platform does not support it.</exception>
    public virtual Task FreezeAsync() => throw new LabException($"{spec.Owner}: its {spec.Kind.Name()} cannot be frozen. Only a process can.");

    /// <summary>Lets a frozen component continue. A frozen component has to be thawed before it is stopped.</summary>
    public virtual Task ThawAsync() => Task.CompletedTask;

    /// <summary>Declares the exit expected.</summary>
    public void ExpectExit() => IsStopping = true;

    /// <summary>Appends a line to the log, which the component may be writing.</summary>
    public virtual void WriteLog(string line) => LogTail.AppendLine(spec.Log, line);

    /// <summary>Stops the component and releases what belongs to it.</summary>
    public async ValueTask DisposeAsync()
    {
        IsStopping = true;
        await DisposeCoreAsync();
        _isDisposed = true;
    }

    protected abstract Task StartCoreAsync(CancellationToken cancellation);

    protected abstract Task StopCoreAsync(ProcessSignal? first);

    protected virtual Task DisposeCoreAsync() => StopCoreAsync(null);

    /// <summary>Completes <see cref="Exited"/>. Only the first call has an effect.</summary>
    protected void SetExited(string status) => _exited.TrySetResult(_killReason is { } reason ? $"{status}, {reason}" : status);
}

/// <summary>A component that a kind of station does not have. Its log says so.</summary>
internal sealed class AbsentComponent(ComponentSpec spec) : Component(spec)
{
    /// <inheritdoc />
    protected override Task StartCoreAsync(CancellationToken cancellation) =>
        File.AppendAllTextAsync(Spec.Log, $"{Spec.Owner} has no {Spec.Kind.Name()}.{Environment.NewLine}", cancellation);

    /// <inheritdoc />
    protected override Task StopCoreAsync(ProcessSignal? first)
    {
        SetExited("stopped");
        return Task.CompletedTask;
    }
}

/// <summary>The names of components in the REST API and in log files.</summary>
internal static class ComponentNames
{
    public static string Name(this ComponentKind kind) => kind.ToString().ToLowerInvariant();
}
