using System.Text;

namespace Build.Results;

/// <summary>The summary of a run for the console: failures first, counts last.</summary>
internal static class ConsoleSummary
{
    private const int Indent = 4;

    /// <param name="run">The run.</param>
    /// <param name="directory">The directory of the results.</param>
    public static string Render(RunResult run, string directory)
    {
        var text = new StringBuilder();
        foreach (var group in FailureGroup.Of(run.Failures))
        {
            var test = group.Simplest;
            var reason = test.Messages is ([var only], 0) ? only : string.Join('\n', test.Reasons);
            text.Append($"FAILED  {test.Name}{test.CountSuffix(run.Rounds)}{(test.Location is { } line ? $"  {line}" : "")}\n{Indented(reason)}\n");
            text.Append(run.PassedWith(test) is { } passed ? $"{Indented(passed)}\n" : "");
            var others = group.Tests.Skip(1).Select(other => $"{other.Name}{other.CountSuffix(run.Rounds)}").ToList();
            text.Append(others.Count > 0 ? $"{Indented($"For the same reason: {string.Join(", ", others)}")}\n" : "");
        }

        // A contract that lacks a feature skips all of its tests for one reason.
        foreach (var tests in TestRounds.Of(run.Inconclusive).GroupBy(test => string.Join('\n', test.Reasons)))
        {
            var names = tests.Select(test => $"{test.Name}{test.CountSuffix(run.Rounds)}").ToList();
            text.Append($"SKIPPED {(names is [var only] ? only : $"{names.Count} tests: {string.Join(", ", names)}")}\n{Indented(tests.Key)}\n");
        }

        foreach (var error in run.Errors)
        {
            text.Append($"ERROR\n{Indented(error)}\n");
        }

        if (run.Tests.Count == 0 && run.Errors.Count == 0)
        {
            text.Append("No test ran. Check --filter, --instances and --shard.\n");
        }
        else if (run.Tests.Count > 0 && run.Passed + run.Failed == 0)
        {
            text.Append("All tests were skipped. At least one must pass.\n");
        }

        foreach (var note in run.Notes)
        {
            text.Append($"Note: {note}\n");
        }

        text.Append(string.Concat(run.Changes.Select(line => $"{line}\n")));
        text.Append(run.Currents.Reached is { Length: > 0 } reached ? $"{reached}\n" : "");
        text.Append($"Tested: {run.Tested}\nResults: {directory}\nWall time: {run.Wall.TotalSeconds:0.0} s\n{run.Counts}");
        return ControlCharacters.Escape(text.ToString());
    }

    private static string Indented(string text) => string.Join('\n', text.Trim().Split('\n').Select(line => new string(' ', Indent) + line.TrimEnd()));
}
