using System.Globalization;
using System.Text;

namespace Build.Results;

/// <summary>A run as a Markdown page.</summary>
internal static class MarkdownSummary
{
    /// <summary>The page.</summary>
    public static string Of(RunResult run)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"## Load sharing: {run.Counts}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Tested: {run.Tested}. Wall time {Seconds(run.Wall)}.\n");
        foreach (var note in run.Notes)
        {
            page.Append(CultureInfo.InvariantCulture, $"\nNote: {Escape(note)}\n");
        }

        foreach (var trouble in run.Troubles)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n**Trouble:**\n\n```text\n{trouble}\n```\n");
        }

        if (run.Failed > 0)
        {
            page.Append("\n### Failures\n\n| test | reason |\n|---|---|\n");
            foreach (var test in run.Failures)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {Cell(test.Name)} | {Cell(FirstLine(test.Message))} |\n");
            }

            foreach (var test in run.Failures)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{Escape(test.Name)}</summary>\n\n```text\n{test.Message.Replace("```", "'''", StringComparison.Ordinal)}\n```\n\n</details>\n");
            }
        }

        if (run.Inconclusive.Any())
        {
            page.Append("\n### Known defects, and what else could not be judged\n\n| test | reason |\n|---|---|\n");
            foreach (var test in run.Inconclusive)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {Cell(test.Name)} | {Cell(FirstLine(test.Message))} |\n");
            }
        }

        page.Append("\n### All tests\n\n| test | outcome | time |\n|---|---|---|\n");
        foreach (var test in run.Tests.OrderBy(test => test.Class, StringComparer.Ordinal).ThenBy(test => test.Name, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {Cell(test.Name)} | {test.Outcome} | {Seconds(test.Duration)} |\n");
        }

        return page.ToString();
    }

    /// <summary>The first line of a text that says something.</summary>
    public static string FirstLine(string text) => text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";

    private static string Cell(string text) => Escape(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s";
}
