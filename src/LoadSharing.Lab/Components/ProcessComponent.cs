using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Components;

/// <summary>A component with a process of its own.</summary>
internal sealed class ProcessComponent(ComponentSpec spec, ProcessCommand command, Readiness readiness, Session session, LabTimeouts timeouts) : Component(spec)
{
    private ChildProcess? _process;

    /// <summary>The process; of a chain of launchers the last. Valid after the start.</summary>
    public ProcessIdentity Process => ProcessTree.Innermost(_process!.Identity);

    /// <inheritdoc />
    protected override async Task StartCoreAsync(CancellationToken cancellation)
    {
        _process = session.Start(command, Spec.Owner, Spec.Name, Spec.Log);
        _ = WatchAsync(_process);
        await readiness.WaitAsync(Spec, Exited, timeouts.ProbeInterval, cancellation);
    }

    /// <inheritdoc />
    public override Task FreezeAsync() => ProcessTree.FreezeAsync(_process!.Identity, timeouts);

    /// <inheritdoc />
    public override Task ThawAsync() => ProcessTree.ThawAsync(_process!.Identity);

    /// <inheritdoc />
    protected override async Task StopCoreAsync(ProcessSignal? first)
    {
        if (_process is not null)
        {
            await _process.StopAsync(first);
        }
    }

    /// <inheritdoc />
    protected override async Task DisposeCoreAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            FakeTimeFiles.Delete(_process.Identity);
        }
    }

    private async Task WatchAsync(ChildProcess process) => SetExited((await process.Exited).ToString());
}
