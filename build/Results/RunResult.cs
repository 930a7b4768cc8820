using System.Globalization;

namespace Build.Results;

/// <summary>What came of a run.</summary>
/// <param name="Tested">What was tested, in words: virtual stations or which firmware, and the contract.</param>
/// <param name="Tests">What came of each test.</param>
/// <param name="Wall">How long the run took, from the start of the build.</param>
public sealed record RunResult(string Tested, IReadOnlyList<TestResult> Tests, TimeSpan Wall)
{
    /// <summary>How many times the suite has run.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>What else went wrong, besides tests: a part that ended, a run cut short.</summary>
    public IReadOnlyList<string> Troubles { get; init; } = [];

    /// <summary>What the reader should know besides, and is no fault.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How many passed.</summary>
    public int Passed => Count(TestOutcome.Passed);

    /// <summary>How many failed.</summary>
    public int Failed => Count(TestOutcome.Failed);

    /// <summary>How many were skipped.</summary>
    public int Skipped => Count(TestOutcome.Skipped);

    /// <summary>The failed tests.</summary>
    public IEnumerable<TestResult> Failures => Tests.Where(test => test.Outcome == TestOutcome.Failed);

    /// <summary>The tests that met a known defect, or could not be judged for another reason that they give.</summary>
    public IEnumerable<TestResult> Inconclusive => Tests.Where(test => test.Outcome == TestOutcome.Skipped && test.Message.Length > 0);

    /// <summary>Whether the run may be green: something ran, nothing failed, nothing else went wrong.</summary>
    public bool IsGreen => Passed > 0 && Failed == 0 && Troubles.Count == 0;

    /// <summary>The closing line: <c>N passed, N failed[, N skipped]</c>.</summary>
    public string Counts => string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}");

    private int Count(TestOutcome outcome) => Tests.Count(test => test.Outcome == outcome);
}
