using System.Security.Cryptography;
using Build.Options;
using Build.Results;
using Build.Suite;
using Cake.Core;
using LoadSharing.Lab;
using LoadSharing.Lab.Processes;

namespace Build.Campaign;

/// <summary>Causes faults at random over a running group, and checks the promises of the group.</summary>
internal sealed class CampaignRun(BuildContext context)
{
    private const int SmallestGroup = 2;

    // They are in the command of the replay anyway, or change nothing in it.
    private static readonly Option[] Replaced = [OptionTable.Seed, OptionTable.StationCount, OptionTable.Duration, OptionTable.Results];

    /// <summary>Runs it. When this returns or throws, the lab is stopped.</summary>
    /// <exception cref="CakeException">The group broke a promise, or a component failed.</exception>
    public async Task RunAsync()
    {
        var options = context.Options;
        if (options.CampaignStations < SmallestGroup)
        {
            throw new CakeException($"--stations={options.CampaignStations}: a group has {SmallestGroup} stations at least.");
        }

        var seed = options.Seed ?? RandomNumberGenerator.GetInt32(OptionTable.MaximumSeed);
        var summary = Path.Combine(context.Results, "campaign.txt");
        var settings = new SuiteSettings(options, context.Timeouts)
        {
            KnownDefects = context.KnownDefectsOf(options),
            Campaign = new CampaignSettings(seed, options.CampaignStations, (int)options.Duration.TotalSeconds, Replay(seed)),
            CampaignSummary = summary,
            Currents = new ResultFiles(context.Results).Currents,
        };
        Directory.CreateDirectory(context.Results);
        File.Delete(summary);
        await new CleanupRun(context).PrepareAsync();
        var kind = StationKinds.Of(context);
        context.Print($"Tested: {kind.Description}");
        context.Print($"Replay: {settings.Campaign.Replay}");
        await using var progress = new RunProgress(context.Print);
        var session = context.BeginSession("FaultCampaign", context.Logs);
        var lab = await LabHost.StartAsync(
            StationKinds.LabOptions(context, kind) with { Logger = progress.Logger }, session, progress, context.Run.Cancellation);
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

        if (failures.Count > 0 || !File.Exists(summary))
        {
            throw new CakeException($"The campaign of faults failed.\n{string.Join('\n', failures.DefaultIfEmpty("No test ran."))}");
        }

        context.Run.AddToClosingSummary($"Tested: {lab.Tested}\nNo promise was broken: {await File.ReadAllTextAsync(summary, CancellationToken.None)}");
    }

    private string Replay(int seed) => new ProcessCommand(
        "./build.sh",
        [
            "--target=FaultCampaign",
            OptionTable.Seed.WithValue($"{seed}"),
            OptionTable.StationCount.WithValue($"{context.Options.CampaignStations}"),
            OptionTable.Duration.WithValue($"{context.Options.Duration.TotalSeconds}s"),
            .. OptionTable.All.Except(Replaced).SelectMany(option => context.Options.Source.CommandLine(option.Name).Select(option.WithValue)),
        ]).ToString();
}
