using Build.Results;
using LoadSharing.Lab;

namespace Build.Suite;

/// <summary>Runs the one test of a target such as Drift in a lab of its own.</summary>
/// <param name="context">The build.</param>
/// <param name="purpose">The name of the target.</param>
internal sealed class SingleTestRun(BuildContext context, string purpose)
{
    /// <summary>Whether the firmware may have another API generation than that of <c>--contract</c>.</summary>
    public bool AcceptsEveryGeneration { get; init; }

    /// <summary>Runs it. When this returns or throws, the lab is stopped.</summary>
    /// <returns>The tested stations, and the failures of the test and of components.</returns>
    public async Task<(string Tested, IReadOnlyList<string> Failures)> RunAsync(SuiteSettings settings)
    {
        // Their times and results would be taken for this run's.
        context.TryWrite("Results of earlier runs", new ResultFiles(context.Results).DeleteEarlier);
        await new CleanupRun(context).PrepareAsync();
        var kind = StationKinds.Of(context);
        context.Print($"Tested: {kind.Description}");
        await using var progress = new RunProgress(context.Print);
        var options = StationKinds.LabOptions(context, kind) with { Logger = progress.Logger };
        options = AcceptsEveryGeneration ? options with { Generation = null } : options;
        var lab = await LabHost.StartAsync(options, context.BeginSession(purpose, context.Logs), progress, context.Run.Cancellation);
        List<string> failures = [];
        try
        {
            var (tests, errors) = await new SuiteRunner(settings, context.Results).RunAsync(lab, progress, round: 1, context.Run.Cancellation);
            failures.AddRange([.. errors, .. tests.Where(test => test.Outcome != TestOutcome.Passed).Select(test => test.Message)]);
        }
        finally
        {
            await LabRun.StopAsync(lab, failures);
        }

        return (lab.Tested, failures);
    }
}
