using System.Globalization;

namespace Build.Results;

/// <summary>What came of one test in the rounds of a run.</summary>
/// <param name="Name">Its name, with the row if it has rows.</param>
/// <param name="Results">What came of it, a round each.</param>
internal sealed record TestRounds(string Name, IReadOnlyList<TestResult> Results)
{
    // Messages have ports, ids and times in them: of a hundred failures no two may say the same.
    private const int MostReasons = 3;

    /// <summary>The tests of some results, by class and name.</summary>
    public static IReadOnlyList<TestRounds> Of(IEnumerable<TestResult> results) =>
    [
        .. results.GroupBy(result => (result.Class, result.Name))
            .OrderBy(test => test.Key.Class, StringComparer.Ordinal).ThenBy(test => test.Key.Name, StringComparer.Ordinal)
            .Select(test => new TestRounds(test.Key.Name, [.. test])),
    ];

    /// <summary>Its different messages, so many as can be read, and how many more there are.</summary>
    public (IReadOnlyList<string> Shown, int More) Messages => Bounded(Results.Select(result => result.Message));

    /// <summary>The different first lines of its messages, so many as can be read; the last says how many more there are.</summary>
    public IReadOnlyList<string> Reasons => Bounded(Results.Select(result => MarkdownSummary.FirstLine(result.Message))) switch
    {
        (var shown, 0) => shown,
        var (shown, more) => [.. shown, string.Create(CultureInfo.InvariantCulture, $"… and {more} other{(more == 1 ? "" : "s")}")],
    };

    /// <summary>How often it ended in a way.</summary>
    public int Count(TestOutcome outcome) => Results.Count(result => result.Outcome == outcome);

    /// <summary>How many results these are, as it stands behind the test's name; nothing if one was all there could be.</summary>
    /// <param name="rounds">How many rounds were run.</param>
    public string Times(int rounds) => (Results.Count, rounds) switch
    {
        (var count, > 1) => string.Create(CultureInfo.InvariantCulture, $" ({count} of {rounds} rounds)"),
        ( > 1 and var count, _) => string.Create(CultureInfo.InvariantCulture, $" ({count} times)"),
        _ => "",
    };

    private static (IReadOnlyList<string> Shown, int More) Bounded(IEnumerable<string> texts)
    {
        var different = texts.Distinct(StringComparer.Ordinal).ToList();
        return ([.. different.Take(MostReasons)], Math.Max(0, different.Count - MostReasons));
    }
}
