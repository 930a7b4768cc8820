using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LoadSharing.MSTest.Fixture;

/// <summary>Runs a test and completes its result.</summary>
internal sealed partial class LoadSharingTestMethod(TestMethodAttribute inner, [CallerFilePath] string file = "", [CallerLineNumber] int line = -1)
    : TestMethodAttribute(file, line)
{
    public override Task<TestResult[]> ExecuteAsync(ITestMethod testMethod) => SuiteTraces.RunAsync(testMethod, () => ExecuteCoreAsync(testMethod));

    private async Task<TestResult[]> ExecuteCoreAsync(ITestMethod testMethod) => CoveragePage.Missing(testMethod) is { } missing
        ? [new TestResult { Outcome = UnitTestOutcome.Failed, TestFailureException = new AssertFailedException(missing) }]
        : [.. (await inner.ExecuteAsync(testMethod)).Select(result => Complete(result, testMethod.TestMethodName))];

    private static TestResult Complete(TestResult result, string test)
    {
        var failure = result.TestFailureException;
        return result.Outcome switch
        {
            UnitTestOutcome.Failed when failure is not null && KnownDefects.Explain(test, failure.Message) is { } defect =>
                With(result, UnitTestOutcome.Inconclusive, new AssertInconclusiveException($"Known defect: {defect}\n{Message(failure)}")),
            UnitTestOutcome.Failed when failure is not null =>
                With(result, UnitTestOutcome.Failed, new FailureWithTimeline(failure, result.TestContextMessages)),
            UnitTestOutcome.Passed when KnownDefects.MustFail(test) is { } defect => With(
                result,
                UnitTestOutcome.Failed,
                new AssertFailedException($"{SuiteFailures.PassedDefect}. Unless other tests fail, it is fixed: remove its entry. It says: {defect}")),
            _ => result,
        };
    }

    /// <summary>A failure for a reader. It may have texts of a station, of any length and with any characters.</summary>
    internal static string Message(string failure) => WithRoles(Excerpt.Of(ControlCharacters.Escape(failure)));

    private static string Message(Exception failure) => Message(failure.Message);

    // An assertion names its subject as the source does: fleet[0].
    private static string WithRoles(string text) =>
        FleetIndex().Replace(text, match => Station.RoleOf(int.Parse(match.Groups["index"].ValueSpan)));

    // TestResult keeps its first exception.
    private static TestResult With(TestResult result, UnitTestOutcome outcome, Exception exception) => new()
    {
        DisplayName = result.DisplayName,
        Outcome = outcome,
        TestFailureException = exception,
        Duration = result.Duration,
        LogOutput = result.LogOutput,
        LogError = result.LogError,
        DebugTrace = result.DebugTrace,
        TestContextMessages = result.TestContextMessages,
        ResultFiles = result.ResultFiles,
    };

    [GeneratedRegex(@"\bfleet\[(?<index>\d)\]")]
    private static partial Regex FleetIndex();

    /// <summary>A failure whose message ends with the request log of its stations, and whose stack trace is that of the assertion.</summary>
    private sealed class FailureWithTimeline(Exception failure, string? timeline)
        : AssertFailedException(string.IsNullOrWhiteSpace(timeline)
            ? Message(failure)
            : $"{Message(failure).TrimEnd()}\n\n{ControlCharacters.Escape(timeline.TrimEnd())}")
    {
        public override string? StackTrace => failure.StackTrace;
    }
}
