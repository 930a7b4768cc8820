using System.Text.RegularExpressions;

namespace Build.Results;

/// <summary>Failed tests that give the same reason, but for numbers and the names of stations. One bug of a firmware often fails many tests.</summary>
/// <param name="Tests">The tests, the one closest to the cause first.</param>
internal sealed partial record FailureGroup(IReadOnlyList<TestRounds> Tests)
{
    /// <summary>The test that is closest to the cause.</summary>
    public TestRounds Simplest => Tests[0];

    /// <summary>
    /// Groups failures, the one closest to the cause first: requests without an answer may be the machine's fault, a test that fails in its own assertion is
    /// about what failed, and a test of a group depends on all that a station does.
    /// </summary>
    public static IReadOnlyList<FailureGroup> Of(IEnumerable<TestResult> failures) =>
    [
        .. TestRounds.Of(failures)
            .GroupBy(test => Variable().Replace(test.Results[0].Reason, "#"))
            .Select(group => new FailureGroup([.. group.OrderBy(Distance).ThenBy(test => test.Results.Min(result => result.Message.Length))]))
            .OrderBy(group => Distance(group.Simplest))
            .ThenByDescending(group => group.Tests.Count)
            .ThenBy(group => group.Simplest.Results[0].Message.Length),
    ];

    private static (bool, bool, bool) Distance(TestRounds test) => (
        test.Results[0] is { FailedInCleanup: true } or { HasNoAnswer: true } or { IsPassedDefect: true },
        test.FailedInPreparation,
        TestResult.IsOfGroup(test.Results[0].FullName));

    // Roles and names of stations, hosts and ids, rows in JSON, numbers.
    [GeneratedRegex("""\{.*\}|\b(first|second|third|fleet\[\d+\])( \([^)]*\))?|[\w.-]*\d[\w.:-]*""")]
    private static partial Regex Variable();
}
