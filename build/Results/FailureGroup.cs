using System.Text.RegularExpressions;

namespace Build.Results;

/// <summary>Failed tests that give the same reason, but for numbers and the names of stations. One bug of a firmware often fails many tests.</summary>
/// <param name="Tests">The tests, the one with the shortest message first: it is the simplest to read.</param>
internal sealed partial record FailureGroup(IReadOnlyList<TestRounds> Tests)
{
    public TestRounds Simplest => Tests[0];

    /// <summary>Groups failures, the largest group first.</summary>
    public static IReadOnlyList<FailureGroup> Of(IEnumerable<TestResult> failures) =>
    [
        .. TestRounds.Of(failures)
            .GroupBy(test => Variable().Replace(test.Results[0].Reason, "#"))
            .Select(group => new FailureGroup([.. group.OrderBy(test => test.Results.Min(result => result.Message.Length))]))
            .OrderByDescending(group => group.Tests.Count),
    ];

    // Roles and names of stations, hosts and ids, rows in JSON, numbers.
    [GeneratedRegex("""\{.*\}|\b(first|second|third|fleet\[\d+\])( \([^)]*\))?|[\w.-]*\d[\w.:-]*""")]
    private static partial Regex Variable();
}
