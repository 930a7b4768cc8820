using System.Globalization;
using System.Text;
using Build.Results;

namespace Build.MutationTest;

/// <summary>The reports of a mutation test as Markdown.</summary>
internal static class MutationReport
{
    private const int MaximumLines = 24;
    private const int MaximumLength = 320;

    /// <summary>Renders a table of mutants with the tests that killed them.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tested">What was tested.</param>
    /// <param name="wall">Wall time of all runs.</param>
    public static string Render(MutationResult result, string tested, TimeSpan wall)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"## Mutation test\n\n{result.Score}.\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Tested: {tested}. Without a mutant: {result.Baseline.Counts}. Wall time {wall.TotalSeconds:0} s.\n\n");
        page.Append("| mutant | mistake | killed by | s |\n|---|---|---|---|\n");
        foreach (var run in result.Runs)
        {
            var killers = result.KilledBy(run);
            var cell = !MutationResult.HasResults(run) ? "**no results**"
                : killers.Count == 0 ? "**survived**"
                : string.Join(", ", killers.Select(TestResult.MethodOf).Distinct());
            page.Append(CultureInfo.InvariantCulture, $"| {run.Mutant.Name} | {run.Mutant.Description} | {cell} | {run.Run.Wall.TotalSeconds:0.0} |\n");
        }

        foreach (var problem in result.Problems)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n{problem}\n");
        }

        return page.ToString();
    }

    /// <summary>Renders failures.md: for each mutant, the message of its most specific failure. It shows what a developer reads who makes this mistake.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tested">What was tested.</param>
    public static string RenderFailures(MutationResult result, string tested)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# Failure messages by mutant\n\nTested: {tested}. Written by `./build.sh --target=MutationTest`.\n");
        foreach (var run in result.Runs)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {run.Mutant.Name}\n\n{run.Mutant.Description}\n");
            if (result.MostSpecificFailure(run) is { } failure)
            {
                var others = result.KilledBy(run).Count - 1;
                var message = string.Join('\n', Shortened(failure.Message));
                page.Append(CultureInfo.InvariantCulture, $"\nFails `{failure.Name}`{(others == 0 ? "" : $" and {others} more")}:\n\n```text\n{message}\n```\n");
            }
        }

        return page.ToString();
    }

    private static List<string> Shortened(string message)
    {
        // The requests before the failure are listed oldest first, so the end of that line matters most.
        var lines = message.Split('\n')
            .Select(line => line.TrimEnd())
            .Select(line => line.Length <= MaximumLength || line.StartsWith("before it: ", StringComparison.Ordinal) ? line : $"{line[..MaximumLength]} …")
            .ToList();
        return lines.Count <= MaximumLines
            ? lines
            : [.. lines.Take(MaximumLines), string.Create(CultureInfo.InvariantCulture, $"… {lines.Count - MaximumLines} more lines")];
    }
}
