using System.Text;
using Build.Results;
using Build.Results.Report;

namespace Build.MutationTest;

/// <summary>The reports of a mutation test as Markdown.</summary>
internal static class MutationReport
{
    /// <summary>The name of the directory for the runs, in the directory of the results.</summary>
    public const string DirectoryName = "mutation-test";

    private const int MaximumNames = 3;
    private const int MaximumLines = 24;
    private const int MaximumLength = 320;

    /// <summary>Renders a table of mutants with the tests that killed them.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tested">The stations and the contract.</param>
    /// <param name="wall">Wall time of all runs.</param>
    public static string Render(MutationResult result, string tested, TimeSpan wall)
    {
        var page = new StringBuilder();
        page.Append($"## Mutation test\n\n{result.Score}.\n\n");
        page.Append($"Tested: {tested}. Without a mutant: {result.Baseline.Counts}. Wall time {wall.TotalSeconds:0} s.\n\n");
        page.Append("| mutant | mistake | killed by | s |\n|---|---|---|---|\n");
        foreach (var run in result.Runs)
        {
            var killers = result.KilledBy(run);
            var cell = !MutationResult.HasResults(run) ? "**no results**"
                : killers.Count == 0 ? "**survived**"
                : Names([.. killers.Select(TestResult.MethodOf).Distinct()]);
            page.Append($"| {run.Mutant.Name} | {run.Mutant.Description} | {cell} | {run.Run.Wall.TotalSeconds:0.0} |\n");
        }

        foreach (var problem in result.Problems)
        {
            page.Append($"\n{problem}\n");
        }

        return ControlCharacters.Escape(page.ToString());
    }

    /// <summary>Renders failures.md: the message of the most specific failure of each mutant, as a firmware developer with this mistake would see it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tested">The stations and the contract.</param>
    public static string RenderFailures(MutationResult result, string tested)
    {
        var page = new StringBuilder();
        page.Append($"# Failure messages by mutant\n\nTested: {tested}. Written by `./build.sh --target=MutationTest`.\n");
        foreach (var run in result.Runs)
        {
            page.Append($"\n## {run.Mutant.Name}\n\n{run.Mutant.Description}\n");
            if (result.MostSpecificFailure(run) is { } failure)
            {
                var others = result.KilledBy(run).Count - 1;
                var message = string.Join('\n', Shortened(failure.Message));
                var report = $"{DirectoryName}/{run.Mutant.Name}/{HtmlReport.FileName}";
                page.Append($"\nFails `{failure.Name}`{(others == 0 ? "" : $" and {others} more")} ([report]({report})):\n\n{Markdown.Block(message)}\n");
            }
        }

        return ControlCharacters.Escape(page.ToString());
    }

    // results.json in the mutant's directory has all of them.
    private static string Names(IReadOnlyList<string> tests) => tests.Count <= MaximumNames
        ? string.Join(", ", tests)
        : $"{string.Join(", ", tests.Take(MaximumNames))} and {tests.Count - MaximumNames} more";

    private static List<string> Shortened(string message)
    {
        var lines = message.Split('\n')
            .Select(line => line.TrimEnd())
            .Select(line => line.Length <= MaximumLength ? line : $"{line[..MaximumLength]} …")
            .ToList();
        return lines.Count <= MaximumLines
            ? lines
            : [.. lines.Take(MaximumLines), $"… {lines.Count - MaximumLines} more lines"];
    }
}
