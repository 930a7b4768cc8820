using Build.Results;

namespace Build.MutationTest;

/// <summary>The run of the suite against a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Run">The run, with its own wall time.</param>
internal sealed record MutantRun(Mutant Mutant, RunResult Run);

/// <summary>
/// The result of a mutation test. The suite is sound if it passes without a mutant, each mutant fails a test, and each test fails for a mutant.
/// </summary>
/// <param name="Baseline">The run without a mutant.</param>
/// <param name="Runs">The runs against a mutant.</param>
/// <param name="IsComplete">Whether these are all mutants. Otherwise a test may be for one of the others.</param>
internal sealed record MutationResult(RunResult Baseline, IReadOnlyList<MutantRun> Runs, bool IsComplete)
{
    /// <summary>The tests that pass without a mutant, by name with the arguments of the data row. Only their failures count.</summary>
    public IReadOnlyList<string> Tests => [.. Baseline.Tests.Where(test => test.Outcome == TestOutcome.Passed).Select(test => test.Name)];

    public IReadOnlyList<Mutant> Survivors => [.. Runs.Where(run => HasResults(run) && KilledBy(run).Count == 0).Select(run => run.Mutant)];

    /// <summary>
    /// The tests whose own assertions failed for no mutant. Checks in the clean-up do not count: they would credit a test that asserts nothing.
    /// </summary>
    public IReadOnlyList<string> IneffectiveTests => IsComplete
        ? [.. Tests.Except(Runs.SelectMany(run => run.Run.Failures).Where(test => !test.FailedInCleanup).Select(test => test.Name))]
        : [];

    /// <summary><c>68 mutants: 68 killed, 0 survived (mutation score 100 %)</c>.</summary>
    public string Score
    {
        get
        {
            var survived = Survivors.Count;
            var killed = Runs.Count(HasResults) - survived;
            var invalid = Runs.Count - killed - survived;
            return $"{Runs.Count} mutants: {killed} killed, {survived} survived{(invalid > 0 ? $", {invalid} without results" : "")} "
                + $"(mutation score {100 * killed / Math.Max(1, Runs.Count)} %)";
        }
    }

    /// <summary>The reasons why the mutation test failed, a sentence each; empty if it succeeded.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. Baseline.IsSuccess ? Array.Empty<string>() : [$"The suite fails without a mutant: {Reason(Baseline)}."],
        .. Runs.Where(run => !HasResults(run)).Select(run => $"The run with mutant {run.Mutant.Name} wrote no results: {Reason(run.Run)}."),
        .. List("Survived", Survivors.Select(mutant => mutant.Name)),
        .. List("Tests whose own assertions killed no mutant", IneffectiveTests),
    ];

    public static bool HasResults(MutantRun run) => run.Run.Tests.Count > 0;

    /// <summary>The names of the tests that a mutant fails.</summary>
    public IReadOnlyList<string> KilledBy(MutantRun run) => [.. run.Run.Failures.Select(test => test.Name).Intersect(Tests).Order(StringComparer.Ordinal)];

    /// <summary>The most specific failure: of a test's own assertion, and of the test that the fewest mutants fail. Null for a survivor.</summary>
    public TestResult? MostSpecificFailure(MutantRun run)
    {
        var killers = KilledBy(run).ToHashSet();
        return run.Run.Failures
            .Where(test => killers.Contains(test.Name))
            .OrderBy(test => test.FailedInCleanup)
            .ThenBy(test => Runs.Count(other => other.Run.Failures.Any(failure => failure.Name == test.Name)))
            .FirstOrDefault();
    }

    private static IEnumerable<string> List(string title, IEnumerable<string> names) =>
        names.ToList() is { Count: > 0 } some ? [$"{title}: {string.Join(", ", some)}."] : [];

    private static string Reason(RunResult run) =>
        string.Join("; ", new[] { run.Counts }.Concat(run.Failures.Select(test => test.Name)).Concat(run.Errors.Select(TestResult.FirstLine))).TrimEnd('.');
}
