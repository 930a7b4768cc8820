namespace Build.Results;

/// <summary>The result of a run of the suite, or of this project's own tests.</summary>
/// <param name="Tested">The tested stations or firmware, and the contract.</param>
/// <param name="Tests">The results of all rounds.</param>
/// <param name="Wall">Wall time: of a run with a mutant its own, else since the start of the build.</param>
internal sealed record RunResult(string Tested, IReadOnlyList<TestResult> Tests, TimeSpan Wall)
{
    public int Rounds { get; init; } = 1;

    /// <summary>Errors that are not results of a test: a component that exited, a run that was cancelled.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    public RunCurrents Currents { get; init; } = RunCurrents.None;

    /// <summary>Remarks that do not fail the run.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The differences to the run of <c>--baseline</c>, see <see cref="Baseline.Changes"/>; empty without one.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public int Passed => Count(TestOutcome.Passed);

    public int Failed => Count(TestOutcome.Failed);

    public int Skipped => Count(TestOutcome.Skipped);

    public IEnumerable<TestResult> Failures => Tests.Where(test => test.Outcome == TestOutcome.Failed);

    /// <summary>Tests that met a known defect or could not be judged for another reason that they give.</summary>
    public IEnumerable<TestResult> Inconclusive => Tests.Where(test => test.Outcome == TestOutcome.Skipped && test.Message.Length > 0);

    /// <summary>Whether at least one test passed, none failed and nothing else went wrong.</summary>
    public bool IsSuccess => Passed > 0 && Failed == 0 && Errors.Count == 0;

    /// <summary><c>N passed, N failed[, N skipped]</c>.</summary>
    public string Counts => $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}";

    /// <summary>The data rows with which the method of a failed test passed: <c>Passed with (2)</c>; null if there are none.</summary>
    public string? PassedWith(TestRounds test)
    {
        var failed = test.Results[0];
        var passed = Tests
            .Where(other => other.Outcome == TestOutcome.Passed && other.Class == failed.Class && other.Method == failed.Method)
            .Select(other => other.Name[other.Method.Length..].Trim())
            .Where(data => data.Length > 0)
            .Distinct();
        return string.Join(", ", passed) is { Length: > 0 } data ? $"Passed with {data}" : null;
    }

    /// <summary>The passed tests of the same class that begin like a test of a group, the most similar first: what works beside what fails.</summary>
    public IReadOnlyList<string> PassedBeside(FailureGroup group)
    {
        var failed = group.Tests.Select(test => test.Results[0]).ToList();
        var methods = Failures.Select(test => test.Method).ToHashSet();
        return
        [
            .. Tests.Where(test => test.Outcome == TestOutcome.Passed && !methods.Contains(test.Method))
                .Select(test => (test.Method, Words: failed.Where(other => other.Class == test.Class).Max(other => (int?)SameWords(other.Method, test.Method))))
                .Where(test => test.Words > 0)
                .OrderByDescending(test => test.Words)
                .Select(test => test.Method)
                .Distinct(),
        ];

        static int SameWords(string left, string right) => left.Split('_').Zip(right.Split('_')).TakeWhile(pair => pair.First == pair.Second).Count();
    }

    private int Count(TestOutcome outcome) => Tests.Count(test => test.Outcome == outcome);
}
