namespace Build.Results;

/// <summary>The results of one test in all rounds of a run.</summary>
/// <param name="Name">The test's name, with the arguments of the data row.</param>
/// <param name="Results">Its results, one for each round.</param>
internal sealed record TestRounds(string Name, IReadOnlyList<TestResult> Results)
{
    // Messages contain ports, ids and times: in a hundred rounds, each may be different.
    private const int MaximumMessages = 3;

    /// <summary>Groups results by test, ordered by class and name.</summary>
    public static IReadOnlyList<TestRounds> Of(IEnumerable<TestResult> results) =>
    [
        .. results.GroupBy(result => (result.Class, result.Name))
            .OrderBy(test => test.Key.Class, StringComparer.Ordinal).ThenBy(test => test.Key.Name, StringComparer.Ordinal)
            .Select(test => new TestRounds(test.Key.Name, [.. test])),
    ];

    /// <summary>The first different messages, and the number of those left out.</summary>
    public (IReadOnlyList<string> Shown, int More) Messages => Limit(Results.Select(result => result.Message));

    /// <summary>The first lines of the first different messages, and a line with the number of those left out.</summary>
    public IReadOnlyList<string> Reasons => Limit(Results.Select(result => result.Reason)) switch
    {
        (var shown, 0) => shown,
        var (shown, more) => [.. shown, $"… and {more} other{(more == 1 ? "" : "s")}"],
    };

    /// <summary>The line of the test that failed; null if it is not known.</summary>
    public SourceLine? Location => Results.Select(result => result.Location).FirstOrDefault(location => location is not null);

    /// <summary>Whether it failed before its last block of statements, which has its assertion: the assertion was not reached.</summary>
    public bool FailedInPreparation => Location is { } line && !line.IsInLastBlock(Repository.Find().Root);

    public int Count(TestOutcome outcome) => Results.Count(result => result.Outcome == outcome);

    /// <summary>The number of results as a suffix of the test's name; empty if there could be only one.</summary>
    /// <param name="rounds">Number of rounds of the run.</param>
    public string CountSuffix(int rounds) => (Results.Count, rounds) switch
    {
        (var count, > 1) => $" ({count} of {rounds} rounds)",
        ( > 1 and var count, _) => $" ({count} times)",
        _ => "",
    };

    private static (IReadOnlyList<string> Shown, int More) Limit(IEnumerable<string> texts)
    {
        var different = texts.Distinct(StringComparer.Ordinal).ToList();
        return ([.. different.Take(MaximumMessages)], Math.Max(0, different.Count - MaximumMessages));
    }
}
