using Build.Options;
using Build.Results;
using Cake.Core;
using Spectre.Console;

namespace Build.Suite;

/// <summary>Runs the suite on the given stations and writes the reports.</summary>
internal sealed class IntegrationRun(BuildContext context)
{
    private BuildOptions Options => context.Options;

    /// <summary>Runs it. When this returns or throws, the lab is stopped and the reports are written.</summary>
    /// <exception cref="CakeException">A test failed, or the run could not start.</exception>
    public async Task RunAsync()
    {
        var suite = new LabRun(context, Options, context.Results)
        {
            ShardFilter = Options.Shard is { } part ? ShardPlan.Filter(context.Repository.Durations, part) : null,
            Rounds = Options.Repeat,
            KeepsFailed = Options.Keep,

            // Read first: both may be in the directory of the results.
            Baseline = Options.Baseline is { } directory ? Baseline.Read(directory) : null,
            LastRun = RunDisplay.CanShowOn(AnsiConsole.Console) ? LastRun.Read(context.Results) : null,
        };
        Directory.CreateDirectory(context.Results);
        context.TryWrite("Results of earlier runs", new ResultFiles(context.Results).DeleteEarlier);
        await new CleanupRun(context).PrepareAsync();
        var kind = StationKinds.Of(context);
        context.Print($"Tested: {kind.Description}");
        if (Options.Seed is { } seed)
        {
            context.Print($"Shuffled: --seed={seed} repeats this order");
            suite.Notes.Add($"the tests were shuffled with --seed={seed}.");
        }

        if (Options.Shard is not null)
        {
            suite.Notes.Add($"only part {Options.Shard} of the suite ran (--shard={Options.Shard}).");
        }

        try
        {
            await suite.RunAsync(kind, "IntegrationTests");
        }
        finally
        {
            if (suite is { Result: { } published, Times: { } times })
            {
                ResultPublisher.Publish(context, published, times);
            }
        }

        if (suite.Result is { IsSuccess: false } result)
        {
            throw new CakeException($"The integration tests failed: {result.Counts}.");
        }
    }
}
