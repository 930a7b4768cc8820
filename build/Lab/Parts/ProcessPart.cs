using Build.Lab.Processes;
using Build.Lab.Sessions;
using Build.Lab.Stations;

namespace Build.Lab.Parts;

/// <summary>A part that is a process of this machine.</summary>
/// <param name="setup">The station it is part of.</param>
/// <param name="kind">Which part.</param>
/// <param name="command">What to start.</param>
/// <param name="readiness">When it is ready.</param>
internal sealed class ProcessPart(StationSetup setup, PartKind kind, ProcessCommand command, Readiness readiness) : Part(setup, kind)
{
    private ChildProcess? _process;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellation)
    {
        _process = Setup.Session.Start(command, Setup.Slot.StationName, PartNames.Of(Kind), Log);
        _ = WatchAsync(_process);
        await readiness.WaitAsync(Setup, this, cancellation);
    }

    /// <inheritdoc />
    protected override async Task EndAsync(ProcessSignal? first)
    {
        if (_process is not null)
        {
            await _process.StopAsync(first);
        }
    }

    /// <inheritdoc />
    protected override async Task ReleaseAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            FakeTimeFiles.RemoveLeft(_process.Identity);
        }
    }

    private async Task WatchAsync(ChildProcess process) => HasEnded((await process.Exited).ToString());
}
