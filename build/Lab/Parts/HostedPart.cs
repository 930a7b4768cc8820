using Build.Lab.Hosting;
using Build.Lab.Processes;
using Build.Lab.Stations;

namespace Build.Lab.Parts;

/// <summary>A part of a virtual station that shares its process with others.</summary>
/// <param name="setup">The station it is part of.</param>
/// <param name="kind">Which part.</param>
/// <param name="command">What its process would be.</param>
/// <param name="readiness">When it is ready.</param>
internal sealed class HostedPart(StationSetup setup, PartKind kind, ProcessCommand command, Readiness readiness) : IPart
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HostedRun? _run;

    /// <inheritdoc />
    public PartKind Kind { get; } = kind;

    /// <inheritdoc />
    public string Log { get; } = setup.LogOf(kind);

    /// <inheritdoc />
    public Task<string> Ended => _ended.Task;

    /// <inheritdoc />
    public bool IsStopping { get; private set; }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellation)
    {
        _run = setup.Host.Start(command, Log);
        _ = WatchAsync(_run);
        await readiness.WaitAsync(setup, this, cancellation);
    }

    /// <inheritdoc />
    public async Task StopAsync(ProcessSignal? first)
    {
        IsStopping = true;
        if (_run is null)
        {
            return;
        }

        if ((first ?? command.End) == ProcessSignal.Terminate)
        {
            _run.Stop();
            await Task.WhenAny(_ended.Task, Task.Delay(setup.Timeouts.Terminate));
        }

        if (!_ended.Task.IsCompleted)
        {
            _run.Cut();
            await _ended.Task.WaitAsync(setup.Timeouts.Kill);
        }
    }

    /// <inheritdoc />
    public void Mark(string line) => _run?.Mark(line);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync(null);

    private async Task WatchAsync(HostedRun run) => _ended.TrySetResult(await run.Ended);
}
