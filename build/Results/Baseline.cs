using System.Xml;
using Cake.Core;

namespace Build.Results;

/// <summary>An earlier run, with which a run is compared.</summary>
/// <param name="Directory">The directory of its results.</param>
/// <param name="Tests">Its results.</param>
internal sealed record Baseline(string Directory, IReadOnlyList<TestResult> Tests)
{
    private const int MaximumNames = 10;

    /// <summary>Reads the first round of an earlier run.</summary>
    /// <param name="directory">The directory of its results.</param>
    /// <exception cref="CakeException">It has no readable results of a run.</exception>
    public static Baseline Read(string directory)
    {
        var file = new ResultFiles(directory).Trx(1);
        try
        {
            return new Baseline(directory, TrxFile.Read(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or XmlException or InvalidDataException)
        {
            throw new CakeException(
                $"--baseline={directory}: no results of an earlier run ({error.Message}). Give the --results directory of an IntegrationTests run.", error);
        }
    }

    /// <summary>Compares a run with this one.</summary>
    /// <param name="tests">The results of the run.</param>
    /// <returns>A line that names the baseline, then one line for each kind of difference.</returns>
    public IReadOnlyList<string> Changes(IReadOnlyList<TestResult> tests)
    {
        var (before, now) = (TestResult.OutcomesOf(Tests), TestResult.OutcomesOf(tests));
        var both = now.Keys.Where(before.ContainsKey).ToHashSet();
        (string Text, List<string> Names)[] lists =
        [
            ("newly failing", [.. both.Where(test => now[test] == TestOutcome.Failed && before[test] != TestOutcome.Failed)]),
            ("no longer failing", [.. both.Where(test => now[test] == TestOutcome.Passed && before[test] == TestOutcome.Failed)]),
            ("newly skipped", [.. both.Where(test => now[test] == TestOutcome.Skipped && before[test] != TestOutcome.Skipped)]),
            ("no longer skipped", [.. both.Where(test => now[test] == TestOutcome.Passed && before[test] == TestOutcome.Skipped)]),
            ("in this run only", [.. now.Keys.Where(test => !before.ContainsKey(test))]),
            ("in the baseline only", [.. before.Keys.Where(test => !now.ContainsKey(test))]),
        ];
        var lines = lists.Where(list => list.Names.Count > 0).Select(list => $"  {list.Names.Count} {list.Text}: {Text(list.Names)}").ToList();
        var result = lines.Count == 0 ? "the same results" : "differences";

        // Of the tests that both ran: the sum of a filtered run says nothing.
        var time = both.Count == 0 ? "" : $"; {both.Count} tests took {Seconds(Tests, both)} s in sum, and now {Seconds(tests, both)} s";
        return [$"Compared with {Directory}: {result}{time}.", .. lines];
    }

    private static string Seconds(IReadOnlyList<TestResult> tests, HashSet<string> names) => tests
        .Where(test => names.Contains(test.FullName))
        .GroupBy(test => test.FullName)
        .Sum(test => test.First().Duration.TotalSeconds)
        .ToString("0");

    private static string Text(List<string> names)
    {
        var shown = string.Join(", ", names.Take(MaximumNames).Select(TestResult.ShortName));
        return names.Count > MaximumNames ? $"{shown} and {names.Count - MaximumNames} more" : shown;
    }
}
