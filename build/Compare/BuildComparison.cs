using Build.Results;

namespace Build.Compare;

/// <summary>A test with its outcomes.</summary>
/// <param name="Name">Its name, with the arguments of the data row.</param>
/// <param name="Base">Its outcomes in the rounds of the base; null where it did not run.</param>
/// <param name="Head">Its outcomes in the rounds of the head; null where it did not run.</param>
/// <param name="Reason">The first line of its last failure, of the head if it has one; empty without a failure.</param>
internal sealed record ComparedTest(string Name, IReadOnlyList<TestOutcome?> Base, IReadOnlyList<TestOutcome?> Head, string Reason)
{
    /// <summary>Whether its outcome differs between rounds of the same build, so that it says nothing about a difference of the builds.</summary>
    public bool IsUnstable => Base.Distinct().Count() > 1 || Head.Distinct().Count() > 1;

    public bool IsNewlyFailing => !IsUnstable && Head[0] == TestOutcome.Failed && Base[0] != TestOutcome.Failed;

    public bool IsNewlyPassing => !IsUnstable && Head[0] == TestOutcome.Passed && Base[0] == TestOutcome.Failed;

    /// <summary>Whether it differs in another way, such as a test that ran on one of both builds only.</summary>
    public bool IsOtherwiseChanged => !IsUnstable && Head[0] != Base[0] && !IsNewlyFailing && !IsNewlyPassing;
}

/// <summary>The differences of two builds, as far as they are not noise.</summary>
/// <param name="Base">The rounds of the base.</param>
/// <param name="Head">The rounds of the head.</param>
internal sealed record BuildComparison(Side Base, Side Head)
{
    /// <summary>Stands for the errors that are not a result of a test, such as a component that exited between tests.</summary>
    public const string OutsideOfTests = "(outside of tests)";

    public IReadOnlyList<ComparedTest> Tests { get; } = Compare(Base, Head);

    public Measurement Time { get; } = Measurement.Of("time", "s", Base, Head, round => round.Seconds);

    public Measurement Memory { get; } = Measurement.Of("memory", "MB", Base, Head, round => round.Megabytes);

    public IReadOnlyList<ComparedTest> NewlyFailing => [.. Tests.Where(test => test.IsNewlyFailing)];

    public IReadOnlyList<ComparedTest> NewlyPassing => [.. Tests.Where(test => test.IsNewlyPassing)];

    public IReadOnlyList<ComparedTest> OtherwiseChanged => [.. Tests.Where(test => test.IsOtherwiseChanged)];

    public IReadOnlyList<ComparedTest> Unstable => [.. Tests.Where(test => test.IsUnstable)];

    /// <summary><c>No difference</c>, or the differences.</summary>
    public string Verdict
    {
        get
        {
            string?[] differences =
            [
                Count(NewlyFailing, "newly failing"),
                Count(NewlyPassing, "newly passing"),
                Count(OtherwiseChanged, "otherwise changed"),
                .. ((Measurement[])[Time, Memory]).Where(one => one.IsDifferent).Select(one => $"{one.Name} × {one.Ratio}"),
            ];
            return differences.OfType<string>().ToList() is { Count: > 0 } some ? string.Join(", ", some) : "No difference";
        }
    }

    private static string? Count(IReadOnlyList<ComparedTest> tests, string what) => tests.Count == 0 ? null : $"{tests.Count} {what}";

    private static List<ComparedTest> Compare(Side @base, Side head)
    {
        var (left, right) = (Outcomes(@base), Outcomes(head));
        var names = left.Concat(right).SelectMany(round => round.Keys).Distinct().Order(StringComparer.Ordinal);
        return [.. names.Select(name => new ComparedTest(TestResult.ShortName(name), Of(left, name), Of(right, name), Reason(name, @base, head)))];
    }

    private static List<Dictionary<string, TestOutcome>> Outcomes(Side side) => [.. side.Rounds.Select(round => Outcomes(round.Run))];

    private static Dictionary<string, TestOutcome> Outcomes(RunResult run)
    {
        var outcomes = TestResult.OutcomesOf(run.Tests);
        outcomes[OutsideOfTests] = run.Errors.Count > 0 ? TestOutcome.Failed : TestOutcome.Passed;
        return outcomes;
    }

    private static List<TestOutcome?> Of(List<Dictionary<string, TestOutcome>> rounds, string name) =>
        [.. rounds.Select(round => round.TryGetValue(name, out var outcome) ? outcome : (TestOutcome?)null)];

    private static string Reason(string name, Side @base, Side head)
    {
        var runs = @base.Rounds.Concat(head.Rounds).Select(round => round.Run);
        return (name == OutsideOfTests
            ? runs.SelectMany(run => run.Errors).Select(TestResult.FirstLine)
            : runs.SelectMany(run => run.Failures).Where(test => test.FullName == name).Select(test => test.Reason)).LastOrDefault() ?? "";
    }
}
