using System.Text.Json;
using Build.Suite;
using Cake.Core;

namespace Build.Drift;

/// <summary>Asks a firmware for every line of the contract and compares the values with those of the known generations.</summary>
internal sealed class DriftRun(BuildContext context)
{
    private const string DraftName = "ContractYYYYMM.draft.cs";

    /// <summary>Runs it. When this returns or throws, the lab is stopped and the reports are written.</summary>
    /// <exception cref="CakeException">The firmware has no known generation, or not that of <c>--contract</c>, or could not be probed.</exception>
    public async Task RunAsync()
    {
        Directory.CreateDirectory(context.Results);
        var data = Path.Combine(context.Results, "drift.json");
        string[] files = [data, Path.Combine(context.Results, DriftReport.FileName), Path.Combine(context.Results, DraftName)];
        foreach (var file in files)
        {
            File.Delete(file);
        }

        var settings = new SuiteSettings(context.Options, context.Timeouts) { KnownDefects = context.KnownDefectsOf(context.Options), DriftFile = data };

        // The generation is the question.
        var (tested, failures) = await new SingleTestRun(context, "Drift") { AcceptsEveryGeneration = true }.RunAsync(settings);
        if (!File.Exists(data))
        {
            throw new CakeException($"The contract could not be probed: {string.Join('\n', failures.DefaultIfEmpty("no test ran"))}");
        }

        var document = JsonSerializer.Deserialize<DriftDocument>(await File.ReadAllTextAsync(data, CancellationToken.None), JsonSerializerOptions.Web)!;
        var report = new DriftReport(document, tested, context.Options.Contract);
        context.Run.AddToClosingSummary(ControlCharacters.Escape(report.Text));
        await File.WriteAllTextAsync(files[1], report.Markdown, CancellationToken.None);
        await File.WriteAllTextAsync(files[2], document.Draft, CancellationToken.None);
        if (failures.Count > 0)
        {
            throw new CakeException($"The contract was probed, but a component failed: {string.Join('\n', failures)}");
        }

        if (report.Problem is { } problem)
        {
            throw new CakeException($"{problem} Table: {files[1]}. Draft of a page: {files[2]}. What to do: docs/new-generation.md.");
        }
    }
}
