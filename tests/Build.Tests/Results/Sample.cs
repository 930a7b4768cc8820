namespace Build.Tests.Results;

/// <summary>Results that tests of reports are about.</summary>
internal static class Sample
{
    public static TestResult Passed { get; } = new("N.Suite", "Passes", TestOutcome.Passed, TimeSpan.FromSeconds(1.25), "");

    public static TestResult Failed { get; } = new(
        "N.Suite", "Fails (2)", TestOutcome.Failed, TimeSpan.FromSeconds(2), "Expected <a> | seen b & c\nsecond line");

    public static TestResult Skipped { get; } = new("N.Suite", "Is skipped", TestOutcome.Skipped, TimeSpan.Zero, "");
}
