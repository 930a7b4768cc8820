using System.Text;

namespace Build.Results;

/// <summary>The summary of a run as Markdown.</summary>
internal static class MarkdownSummary
{
    // GitHub rejects the summaries of a step if they have more than 1 MiB together, and a step may run several contracts.
    private const int MaximumLength = 200_000;

    /// <param name="run">The run.</param>
    /// <param name="hasFiles">Whether the reader has the other files of the results beside the page.</param>
    public static string Render(RunResult run, bool hasFiles = true)
    {
        var page = new StringBuilder();
        page.Append($"## Load sharing: {run.Counts}\n\n");
        page.Append($"Tested: {Markdown.Inline(run.Tested)}. Wall time {Seconds(run.Wall)}.\n");
        page.Append(run.Currents.Reached is { Length: > 0 } reached ? $"\n{reached}\n" : "");
        page.Append(run.Changes.Count > 0 ? $"\n{Markdown.Block(string.Join('\n', run.Changes))}\n" : "");
        foreach (var note in run.Notes)
        {
            page.Append($"\nNote: {Markdown.Inline(note)}\n");
        }

        foreach (var error in run.Errors)
        {
            page.Append($"\n**Error:**\n\n{Markdown.Block(error)}\n");
        }

        if (run.Failed > 0)
        {
            page.Append("\n### Failures\n\n");
            AppendReasons(page, TestRounds.Of(run.Failures), run.Rounds);
            foreach (var test in TestRounds.Of(run.Failures))
            {
                if (page.Length > MaximumLength)
                {
                    page.Append("\nThe messages of the other failures are in report.html and in the TRX file.\n");
                    break;
                }

                AppendMessages(page, test, run.Rounds, hasFiles ? test.Results.SelectMany(run.Currents.ChartsOf).Distinct() : []);
            }
        }

        if (run.Inconclusive.Any())
        {
            page.Append("\n### Known defects and other inconclusive tests\n\n");
            AppendReasons(page, TestRounds.Of(run.Inconclusive), run.Rounds);
        }

        page.Append("\n### All tests\n\n");
        if (run.Rounds > 1)
        {
            AppendRounds(page, run);
        }
        else
        {
            AppendTests(page, run);
        }

        return ControlCharacters.Escape(page.ToString());
    }

    private static void AppendReasons(StringBuilder page, IReadOnlyList<TestRounds> tests, int rounds)
    {
        page.Append("| test | reason |\n|---|---|\n");
        foreach (var test in tests)
        {
            page.Append($"| {Markdown.Inline(test.Name)}{test.CountSuffix(rounds)} | {string.Join("<br>", test.Reasons.Select(Markdown.Inline))} |\n");
        }
    }

    private static void AppendMessages(StringBuilder page, TestRounds test, int rounds, IEnumerable<string> charts)
    {
        page.Append($"\n<details><summary>{Markdown.Html(test.Name)}{test.CountSuffix(rounds)}</summary>\n");
        foreach (var message in test.Messages.Shown)
        {
            page.Append($"\n{Markdown.Block(message)}\n");
        }

        foreach (var chart in charts)
        {
            page.Append($"\n![The currents of the stations over time]({chart})\n");
        }

        page.Append("\n</details>\n");
    }

    // The lab causes the waits for fleets, not the firmware, so they have columns of their own.
    private static void AppendTests(StringBuilder page, RunResult run)
    {
        page.Append("| test | outcome | time | queued for a fleet | fleet startup |\n|---|---|---|---|---|\n");
        foreach (var test in TestRounds.Of(run.Tests).SelectMany(test => test.Results))
        {
            page.Append($"| {Markdown.Inline(test.Name)} | {test.Outcome} | {Seconds(test.Duration)} | ");
            page.Append($"{Seconds(test.Waited?.Queued)} | {Seconds(test.Waited?.Startup)} |\n");
        }
    }

    private static void AppendRounds(StringBuilder page, RunResult run)
    {
        page.Append("| test | passed | failed | skipped | median time | longest | longest queued for a fleet | longest fleet startup |\n");
        page.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (var test in TestRounds.Of(run.Tests))
        {
            var time = Statistics.Of(test.Results.Select(result => result.Duration.TotalSeconds));
            page.Append($"| {Markdown.Inline(test.Name)} | ");
            page.Append($"{test.Count(TestOutcome.Passed)} | {test.Count(TestOutcome.Failed)} | {test.Count(TestOutcome.Skipped)} | ");
            page.Append($"{Seconds(TimeSpan.FromSeconds(time.Median))} | {Seconds(TimeSpan.FromSeconds(time.Maximum))} | ");
            page.Append($"{Seconds(test.Results.Max(result => result.Waited?.Queued))} | {Seconds(test.Results.Max(result => result.Waited?.Startup))} |\n");
        }
    }

    private static string Seconds(TimeSpan? time) => time is { } known ? $"{known.TotalSeconds.ToString("0.00")} s" : "";
}
