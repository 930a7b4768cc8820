using Build.Results;

namespace Build.Suite.Proving;

/// <summary>Whether the suite may be trusted: it is green without a defect, each defect fails a test, and each test fails for a defect.</summary>
/// <param name="Baseline">The run without a defect.</param>
/// <param name="Proofs">The runs with one.</param>
/// <param name="IsWhole">Whether these are all defects; of some of them nothing follows for a test that none of them fails.</param>
internal sealed record ProofVerdict(RunResult Baseline, IReadOnlyList<Proof> Proofs, bool IsWhole)
{
    /// <summary>The tests that pass without a defect; a failure of any other one says nothing.</summary>
    public IReadOnlyList<string> Tests =>
        [.. Baseline.Tests.Where(test => test.Outcome == TestOutcome.Passed).Select(Method).Except(Baseline.Failures.Select(Method))];

    /// <summary>The defects that no test saw.</summary>
    public IReadOnlyList<KnownDefect> Survivors =>
        [.. Proofs.Where(proof => proof.Run.Tests.Count > 0 && CaughtBy(proof).Count == 0).Select(proof => proof.Defect)];

    /// <summary>The tests that failed for no defect.</summary>
    public IReadOnlyList<string> Unproven => IsWhole ? [.. Tests.Except(Proofs.SelectMany(CaughtBy))] : [];

    /// <summary>All that speaks against the suite, a sentence each.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. Baseline.IsGreen ? Array.Empty<string>() : [$"Without a defect the suite is not green: {Reason(Baseline)}."],
        .. Proofs.Where(proof => proof.Run.Tests.Count == 0).Select(proof => $"The run with {proof.Defect.Name} left no results: {Reason(proof.Run)}."),
        .. Sentence(Survivors.Select(defect => defect.Name), Proofs.Count, "defects survive"),
        .. Sentence(Unproven, Tests.Count, "tests have no proof, they failed for no defect"),
    ];

    /// <summary>The tests that a defect fails, by method: the rows of a test are one test.</summary>
    public IReadOnlyList<string> CaughtBy(Proof proof) => [.. proof.Run.Failures.Select(Method).Intersect(Tests).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Sentence(IEnumerable<string> names, int of, string what) =>
        names.ToList() is { Count: > 0 } some ? [$"{some.Count} of {of} {what}: {string.Join(", ", some)}."] : [];

    private static string Method(TestResult test) => test.Name.Split('(', 2)[0].TrimEnd();

    private static string Reason(RunResult run) =>
        string.Join("; ", new[] { run.Counts }.Concat(run.Failures.Select(Method).Distinct()).Concat(run.Troubles.Select(MarkdownSummary.FirstLine))).TrimEnd('.');
}
