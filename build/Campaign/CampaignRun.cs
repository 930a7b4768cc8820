using System.Security.Cryptography;
using Build.Options;
using Build.Results;
using Build.Suite;
using Cake.Core;
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
        context.Print($"Replay: {settings.Campaign.Replay}");
        var (tested, failures) = await new SingleTestRun(context, "FaultCampaign").RunAsync(settings);
        if (failures.Count > 0 || !File.Exists(summary))
        {
            throw new CakeException($"The campaign of faults failed.\n{string.Join('\n', failures.DefaultIfEmpty("No test ran."))}");
        }

        context.Run.AddToClosingSummary($"Tested: {tested}\nNo promise was broken: {await File.ReadAllTextAsync(summary, CancellationToken.None)}");
    }

    private string Replay(int seed)
    {
        var source = context.Options.Source;
        var passed = OptionTable.All.Except(Replaced)
            .Where(option => option.Targets.Contains("FaultCampaign") && option.IsGiven(source))
            .ToLookup(option => source.CommandLine(option.Name).Count > 0);
        IReadOnlyList<string> command =
        [
            .. passed[false].Any() ? ["env", .. passed[false].Select(option => option.AsGiven(source))] : Array.Empty<string>(),
            "./build.sh",
            "--target=FaultCampaign",
            OptionTable.Seed.WithValue($"{seed}"),
            OptionTable.StationCount.WithValue($"{context.Options.CampaignStations}"),
            OptionTable.Duration.WithValue($"{context.Options.Duration.TotalSeconds}s"),
            .. passed[true].SelectMany(option => source.CommandLine(option.Name).Select(option.WithValue)),
        ];
        return new ProcessCommand(command[0], [.. command.Skip(1)]).ToString();
    }
}
