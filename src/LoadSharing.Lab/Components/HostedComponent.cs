using System.Globalization;
using LoadSharing.Lab.Hosting;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Components;

/// <summary>A part of a virtual station that shares its process with others.</summary>
/// <param name="setup">The station it is part of.</param>
/// <param name="kind">Which part.</param>
/// <param name="command">What its process would be.</param>
/// <param name="readiness">When it is ready.</param>
internal sealed class HostedComponent(StationSetup setup, ComponentKind kind, ProcessCommand command, Readiness readiness) : Component(setup, kind)
{
    private HostedRun? _run;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellation)
    {
        _run = Setup.Host.Start(command, Log);
        _ = WatchAsync(_run);
        await readiness.WaitAsync(Setup, this, cancellation);
    }

    /// <inheritdoc />
    protected override async Task EndAsync(ProcessSignal? first)
    {
        if (_run is null)
        {
            return;
        }

        if ((first ?? command.End) == ProcessSignal.Terminate)
        {
            _run.Stop();
            await Task.WhenAny(Ended, Task.Delay(Setup.Timeouts.Terminate));
        }

        if (!Ended.IsCompleted)
        {
            _run.Cut();
            await Task.WhenAny(Ended, Task.Delay(Setup.Timeouts.Kill));
        }

        if (!Ended.IsCompleted)
        {
            throw new TimeoutException(string.Create(
                CultureInfo.InvariantCulture, $"{Setup.Slot.StationName}: the {ComponentNames.Of(Kind)} still runs {Setup.Timeouts.Kill.TotalSeconds:0} s after its power was cut. Log: {Log}"));
        }
    }

    /// <inheritdoc />
    public override void Mark(string line) => _run?.Mark(line);

    private async Task WatchAsync(HostedRun run) => HasEnded(await run.Ended);
}
