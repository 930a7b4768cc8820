using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Components;

/// <summary>A part that is a process of this machine.</summary>
/// <param name="setup">The station it is part of.</param>
/// <param name="kind">Which part.</param>
/// <param name="command">What to start.</param>
/// <param name="readiness">When it is ready.</param>
internal sealed class ProcessComponent(StationSetup setup, ComponentKind kind, ProcessCommand command, Readiness readiness) : Component(setup, kind)
{
    private ChildProcess? _process;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellation)
    {
        _process = Setup.Session.Start(command, Setup.Slot.StationName, ComponentNames.Of(Kind), Log);
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
