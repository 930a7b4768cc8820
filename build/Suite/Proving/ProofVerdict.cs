using Build.Results;

namespace Build.Suite.Proving;

/// <summary>Whether the suite may be trusted: it is green without a defect, each defect fails a test, and each test fails for a defect.</summary>
/// <param name="Baseline">The run without a defect.</param>
/// <param name="Proofs">The runs with one.</param>
/// <param name="IsWhole">Whether these are all defects; of some of them nothing follows for a test that none of them fails.</param>
internal sealed record ProofVerdict(RunResult Baseline, IReadOnlyList<Proof> Proofs, bool IsWhole)
{
    /// <summary>The tests that pass without a defect, row by row; a failure of any other one says nothing.</summary>
    public IReadOnlyList<string> Tests => [.. Baseline.Tests.Where(test => test.Outcome == TestOutcome.Passed).Select(test => test.Name)];

    /// <summary>The defects that no test saw.</summary>
    public IReadOnlyList<DeliberateDefect> Survivors =>
        [.. Proofs.Where(proof => proof.Run.Tests.Count > 0 && CaughtBy(proof).Count == 0).Select(proof => proof.Defect)];

    /// <summary>The tests whose own assertions failed for no defect: a look at all stations after each test would prove a test that asserts nothing.</summary>
    public IReadOnlyList<string> Unproven => IsWhole
        ? [.. Tests.Except(Proofs.SelectMany(proof => proof.Run.Failures).Where(test => !test.FailedInCleanUp).Select(test => test.Name))]
        : [];

    /// <summary>All that speaks against the suite, a sentence each.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. Baseline.IsGreen ? Array.Empty<string>() : [$"Without a defect the suite is not green: {Reason(Baseline)}."],
        .. Proofs.Where(proof => proof.Run.Tests.Count == 0).Select(proof => $"The run with {proof.Defect.Name} left no results: {Reason(proof.Run)}."),
        .. Sentence(Survivors.Select(defect => defect.Name), Proofs.Count, "defects survive"),
        .. Sentence(Unproven, Tests.Count, "tests have no proof, their own assertions failed for no defect"),
    ];

    /// <summary>The tests that a defect fails, row by row.</summary>
    public IReadOnlyList<string> CaughtBy(Proof proof) => [.. proof.Run.Failures.Select(test => test.Name).Intersect(Tests).Order(StringComparer.Ordinal)];

    /// <summary>The failure that tells most of a defect: of a test's own assertion, and of the test that the fewest defects fail; null for a survivor.</summary>
    public TestResult? MostTelling(Proof proof)
    {
        var caught = CaughtBy(proof).ToHashSet();
        return proof.Run.Failures
            .Where(test => caught.Contains(test.Name))
            .OrderBy(test => test.FailedInCleanUp)
            .ThenBy(test => Proofs.Count(other => other.Run.Failures.Any(failure => failure.Name == test.Name)))
            .FirstOrDefault();
    }

    private static IEnumerable<string> Sentence(IEnumerable<string> names, int of, string what) =>
        names.ToList() is { Count: > 0 } some ? [$"{some.Count} of {of} {what}: {string.Join(", ", some)}."] : [];

    private static string Reason(RunResult run) =>
        string.Join("; ", new[] { run.Counts }.Concat(run.Failures.Select(test => test.Name)).Concat(run.Troubles.Select(MarkdownSummary.FirstLine))).TrimEnd('.');
}
