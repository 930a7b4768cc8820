using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Components;

/// <summary>A virtual component in the process that virtual stations share.</summary>
internal sealed class SharedProcessComponent(
    ComponentSpec spec, ProcessCommand command, Readiness readiness, SharedStationProcess process, LabTimeouts timeouts) : Component(spec)
{
    private SharedRun? _run;

    /// <inheritdoc />
    protected override async Task StartCoreAsync(CancellationToken cancellation)
    {
        var run = _run = process.Start(command, Spec.Log);
        _ = WatchAsync(run);
        await (readiness with { Probe = ProbeAsync }).WaitAsync(Spec, Exited, timeouts.ProbeInterval, cancellation);

        // While it starts, a process of another lab that has been killed may answer on its port.
        async Task<string?> ProbeAsync(CancellationToken abort) =>
            run.Ready.IsCompleted ? await readiness.Probe(abort) : "it has not reported that it can be used";
    }

    /// <inheritdoc />
    public override Task FreezeAsync() => _run!.FreezeAsync();

    /// <inheritdoc />
    public override Task ThawAsync() => _run!.ThawAsync();

    /// <inheritdoc />
    public override void WriteLog(string line) => _run?.WriteLog(line);

    /// <inheritdoc />
    protected override async Task StopCoreAsync(ProcessSignal? first)
    {
        if (_run is null)
        {
            return;
        }

        if ((first ?? command.StopSignal) == ProcessSignal.Terminate)
        {
            _run.Terminate();
            await Task.WhenAny(Exited, Task.Delay(timeouts.Terminate));
        }

        if (!Exited.IsCompleted)
        {
            _run.Kill();
            await Task.WhenAny(Exited, Task.Delay(timeouts.Kill));
        }

        if (!Exited.IsCompleted)
        {
            throw new LabException(
                $"{Spec.Owner}: the {Spec.Kind.Name()} in the shared process still runs {timeouts.Kill.TotalSeconds:0} s after it was killed. Log: {Spec.Log}");
        }
    }

    private async Task WatchAsync(SharedRun run) => SetExited(await run.Exited);
}
