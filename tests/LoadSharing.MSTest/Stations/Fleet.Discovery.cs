using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LoadSharing.MSTest.Stations;

/// <content>Discoveries of all stations.</content>
public sealed partial class Fleet
{
    /// <summary>Triggers a discovery on every running station.</summary>
    public async Task TriggerDiscoveryAsync()
    {
        foreach (var response in await Task.WhenAll(_stations.Where(station => station.IsRunning).Select(station => station.TriggerDiscoveryAsync())))
        {
            response.ShouldBe(Answer.Done);
        }
    }

    /// <summary>Triggers discoveries until every station lists every other one.</summary>
    public async Task DiscoverAsync()
    {
        var clock = Stopwatch.StartNew();
        await DiscoverUntilAsync(() => ShouldListEachOtherAsync());
        await Lab.MeasureAsync(new StageMeasurement("discovery", clock.Elapsed.TotalSeconds));
    }

    /// <summary>As <see cref="DiscoverAsync"/>, until further discoveries leave every row unchanged.</summary>
    public Task DiscoverUntilSettledAsync() => DiscoverUntilAsync(() => ShouldListEachOtherAsync(settled: true));

    /// <summary>Triggers discoveries until an assertion passes. A discovery soon after a start can miss stations; hence the repetition.</summary>
    /// <param name="within">Without a value, <see cref="Timeouts.Discovery"/>.</param>
    /// <param name="text">The assertion for the timeline: its source text.</param>
    public async Task DiscoverUntilAsync(
        Func<Task> assertion, FirmwareTimeout? within = null, [CallerArgumentExpression(nameof(assertion))] string text = "")
    {
        // A firmware that stops answering while it discovers is triggered less often.
        var (sinceTrigger, answeredAfter) = (new Stopwatch(), TimeSpan.Zero);
        await Log.WaitAsync($"discover until {text}", Polling.UntilPassesAsync(TriggerAndAssertAsync, within ?? Timeouts.Discovery, Cancellation));

        async Task TriggerAndAssertAsync()
        {
            if (!sinceTrigger.IsRunning || sinceTrigger.Elapsed >= Timeouts.DiscoveryRepetition + answeredAfter)
            {
                sinceTrigger.Restart();
                await TriggerDiscoveryAsync();
                answeredAfter = sinceTrigger.Elapsed;
                sinceTrigger.Restart();
            }

            await assertion();
        }
    }
}
