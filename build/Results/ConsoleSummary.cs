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
        foreach (var test in TestRounds.Of(run.Failures))
        {
            var reason = test.Messages is ([var only], 0) ? only : string.Join('\n', test.Reasons);
            text.Append(CultureInfo.InvariantCulture, $"FAILED  {test.Name}{test.Times(run.Rounds)}\n{Indented(reason)}\n");
        }

        foreach (var test in TestRounds.Of(run.Inconclusive))
        {
            text.Append(CultureInfo.InvariantCulture, $"SKIPPED {test.Name}{test.Times(run.Rounds)}\n{Indented(string.Join('\n', test.Reasons))}\n");
        }

        foreach (var trouble in run.Troubles)
        {
            text.Append(CultureInfo.InvariantCulture, $"TROUBLE\n{Indented(trouble)}\n");
        }

        if (run.Tests.Count == 0 && run.Troubles.Count == 0)
        {
            text.Append("No test ran, which is a failure: look at --filter, --instances and --shard.\n");
        }
        else if (run.Tests.Count > 0 && run.Passed + run.Failed == 0)
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
