using System.Globalization;
using System.Text;

namespace Build.Results;

/// <summary>The last lines of the console.</summary>
internal static class ConsoleSummary
{
    private const int Indent = 4;

    /// <summary>The lines, the counts last but for the files and the wall time.</summary>
    public static string Of(RunResult run, string results)
    {
        var text = new StringBuilder();
        foreach (var group in run.Failures.GroupBy(test => (test.Name, Reason: test.Message)))
        {
            var times = group.Count() > 1 ? $" ({group.Count().ToString(CultureInfo.InvariantCulture)} times)" : "";
            text.Append(CultureInfo.InvariantCulture, $"FAILED  {group.Key.Name}{times}\n{Indented(group.Key.Reason)}\n");
        }

        foreach (var test in run.Inconclusive)
        {
            text.Append(CultureInfo.InvariantCulture, $"SKIPPED {test.Name}\n{Indented(MarkdownSummary.FirstLine(test.Message))}\n");
        }

        foreach (var trouble in run.Troubles)
        {
            text.Append(CultureInfo.InvariantCulture, $"TROUBLE\n{Indented(trouble)}\n");
        }

        if (run.Tests.Count == 0)
        {
            text.Append("No test ran, which is a failure: look at --filter and --instances.\n");
        }
        else if (run.Passed + run.Failed == 0)
        {
            text.Append("Every test was skipped, which is a failure.\n");
        }

        foreach (var note in run.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"Note: {note}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"Tested: {run.Tested}\n");
        text.Append(CultureInfo.InvariantCulture, $"Results: {results}\n");
        text.Append(CultureInfo.InvariantCulture, $"Wall time: {run.Wall.TotalSeconds:0.0} s\n");
        return text.Append(run.Counts).ToString();
    }

    private static string Indented(string text) => string.Join('\n', text.Trim().Split('\n').Select(line => new string(' ', Indent) + line.TrimEnd()));
}
