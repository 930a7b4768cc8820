using Build.Lab.Processes;
using Build.Lab.Stations;

namespace Build.Lab.Parts;

/// <summary>A part that is a process of this machine.</summary>
/// <param name="setup">The station it is part of.</param>
/// <param name="kind">Which part.</param>
/// <param name="command">What to start.</param>
/// <param name="readiness">When it is ready.</param>
internal sealed class ProcessPart(StationSetup setup, PartKind kind, ProcessCommand command, Readiness readiness) : IPart
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess? _process;

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
        _process = setup.Session.Start(command, setup.Slot.StationName, PartNames.Of(Kind), Log);
        _ = WatchAsync(_process);
        await readiness.WaitAsync(setup, this, cancellation);
    }

    /// <inheritdoc />
    public async Task StopAsync(ProcessSignal? first)
    {
        IsStopping = true;
        if (_process is not null)
        {
            await _process.StopAsync(first);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        IsStopping = true;
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private async Task WatchAsync(ChildProcess process) => _ended.TrySetResult((await process.Exited).ToString());
}
