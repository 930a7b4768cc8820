using Build.Compare;

namespace Build.Tests.Compare;

[TestClass]
public sealed class BuildComparisonTests
{
    [TestMethod]
    public void Verdict_SameOutcomes_IsNoDifference()
    {
        var comparison = Compare([Passed, Passed], [Passed, Passed]);

        Assert.AreEqual("No difference", comparison.Verdict);
        Assert.IsEmpty(comparison.NewlyFailing);
    }

    [TestMethod]
    public void NewlyFailing_FailsInAllRoundsOfTheHead_IsListed()
    {
        var comparison = Compare([Passed, Passed], [Failed, Failed]);

        var test = Assert.ContainsSingle(comparison.NewlyFailing);
        Assert.AreEqual("Method (2)", test.Name);
        Assert.AreEqual("reason", test.Reason);
        Assert.AreEqual("1 newly failing", comparison.Verdict);
    }

    [TestMethod]
    public void NewlyPassing_FailsInAllRoundsOfTheBase_IsListed()
    {
        var comparison = Compare([Failed, Failed], [Passed, Passed]);

        Assert.ContainsSingle(comparison.NewlyPassing);
        Assert.AreEqual("1 newly passing", comparison.Verdict);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Unstable_OutcomeDiffersBetweenRounds_IsNoDifference(bool isHead)
    {
        TestOutcome[] mixed = [Failed, Passed];
        TestOutcome[] failed = [Failed, Failed];

        var comparison = isHead ? Compare(failed, mixed) : Compare(mixed, failed);

        Assert.ContainsSingle(comparison.Unstable);
        Assert.AreEqual("No difference", comparison.Verdict);
    }

    [TestMethod]
    public void OtherwiseChanged_SkippedOnTheHead_IsListed() =>
        Assert.AreEqual("1 otherwise changed", Compare([Passed, Passed], [TestOutcome.Skipped, TestOutcome.Skipped]).Verdict);

    [TestMethod]
    public void NewlyFailing_ErrorInAllRoundsOfTheHead_IsListed()
    {
        var comparison = new BuildComparison(Side(Round(1, 1, [Passed])), Side(Round(1, 1, [Passed], "emulator exited")));

        var test = Assert.ContainsSingle(comparison.NewlyFailing);
        Assert.AreEqual("(outside of tests)", test.Name);
        Assert.AreEqual("emulator exited", test.Reason);
    }

    // The lowest round of the slower build is more than 20 % above the highest of the faster one, or it is not.
    [TestMethod]
    [DataRow("10 11 12", "14.5 15 16", true)]
    [DataRow("14.5 15 16", "10 11 12", true)]
    [DataRow("10 11 12", "14.3 15 16", false, DisplayName = "The gap is too small")]
    [DataRow("10 11 20", "14.5 15 16", false, DisplayName = "The rounds overlap")]
    [DataRow("10 11", "20 21", false, DisplayName = "Two rounds are too few")]
    [DataRow("10 10 10", "10 10 10", false)]
    public void Time_Rounds_AreDifferentBeyondNoise(string left, string right, bool isDifferent)
    {
        var comparison = new BuildComparison(Timed(left), Timed(right));

        Assert.AreEqual(isDifferent, comparison.Time.IsDifferent);
        Assert.AreEqual(isDifferent ? $"time × {comparison.Time.Ratio}" : "No difference", comparison.Verdict);
    }

    [TestMethod]
    public void Render_NewlyFailing_NamesTestAndReason()
    {
        var report = CompareReport.Render(Compare([Passed, Passed], [Failed, Failed]));

        Assert.StartsWith("## Comparison: 1 newly failing\n", report);
        Assert.Contains("### Newly failing\n\n| test | base | head | reason |\n|---|---|---|---|\n| Method (2) | Passed | Failed | reason |\n", report);
        Assert.Contains("| time, median | 1.0 s (1.0 to 1.0) | 1.0 s (1.0 to 1.0) | 1, no difference |", report);
    }

    private const TestOutcome Passed = TestOutcome.Passed;
    private const TestOutcome Failed = TestOutcome.Failed;

    private static BuildComparison Compare(TestOutcome[] left, TestOutcome[] right) =>
        new(Side([.. left.Select(outcome => Round(1, 1, [outcome]))]), Side([.. right.Select(outcome => Round(1, 1, [outcome]))]));

    private static Side Timed(string seconds) => Side([.. seconds.Split(' ').Select(text => Round(double.Parse(text), 1, [Passed]))]);

    private static Side Side(params MeasuredRound[] rounds) => new("stations", rounds);

    private static MeasuredRound Round(double seconds, double megabytes, TestOutcome[] outcomes, params string[] errors)
    {
        var tests = outcomes.Select(one => new TestResult("N.Suite", "Method (2)", one, TimeSpan.Zero, one == Passed ? "" : "reason\nmore"));
        return new MeasuredRound(new RunResult("stations", [.. tests], TimeSpan.Zero) { Errors = errors }, seconds, megabytes);
    }
}
