using System.Diagnostics;
using Build.Lab.Processes;
using Build.Lab.Sessions;
using Build.Lab.Waiting;

namespace Build.Lab.Parts;

/// <summary>A part that is a process of this machine.</summary>
/// <param name="session">Whose process it is.</param>
/// <param name="station">The station's name.</param>
/// <param name="kind">Which part.</param>
/// <param name="command">What to start.</param>
/// <param name="readiness">When it is ready.</param>
/// <param name="timeouts">The lab's time-outs.</param>
internal sealed class ProcessPart(
    Session session, string station, PartKind kind, ProcessCommand command, Readiness readiness, LabTimeouts timeouts) : IPart
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess? _process;

    /// <inheritdoc />
    public PartKind Kind { get; } = kind;

    /// <inheritdoc />
    public string Log { get; } = session.LogFile(station, PartNames.Of(kind));

    /// <inheritdoc />
    public Task<string> Ended => _ended.Task;

    /// <inheritdoc />
    public bool IsStopping { get; private set; }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        _process = session.Start(command, station, PartNames.Of(Kind));
        _ = WatchAsync(_process);

        var result = await Wait.UntilAsync(readiness.Probe, _ended.Task, readiness.Timeout, timeouts.ProbeInterval, cancellation);
        switch (result.Outcome)
        {
            case WaitOutcome.Ended:
                throw new PartFailedException(FailureText.EndedBeforeReady(station, Kind, await _ended.Task, watch.Elapsed, Log, readiness.Condition));
            case WaitOutcome.TimedOut:
                throw new PartFailedException(FailureText.NotReady(station, Kind, result.Elapsed, Log, readiness.Condition, result.Reason));
        }
    }

    /// <inheritdoc />
    public async Task StopAsync(ProcessSignal first)
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
