using System.Runtime.CompilerServices;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// A test of the contract. What it met is judged by what is known of the firmware: a known defect is inconclusive, and a known defect that is not met any
/// more a failure.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ContractTestAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = -1) : TestMethodAttribute(file, line)
{
    public override async Task<TestResult[]> ExecuteAsync(ITestMethod testMethod) =>
        [.. (await TestOrder.RunAsync($"{testMethod.TestClassName}.{testMethod.TestMethodName}", () => base.ExecuteAsync(testMethod)))
            .Select(result => Judge(result, testMethod.TestMethodName))];

    private static TestResult Judge(TestResult result, string test)
    {
        var failure = result.TestFailureException?.Message ?? "";
        return result.Outcome switch
        {
            UnitTestOutcome.Failed when KnownDefects.Shown(test, failure) is { } shown =>
                Instead(result, UnitTestOutcome.Inconclusive, new AssertInconclusiveException($"Known defect: {shown}{Environment.NewLine}{failure}")),
            UnitTestOutcome.Passed when KnownDefects.MustShow(test) is { } missing =>
                Instead(result, UnitTestOutcome.Failed, new AssertFailedException($"Fixed: remove the entry from the known defects. It says: {missing}")),
            _ => result,
        };
    }

    // A result keeps its first exception whatever is assigned later.
    private static TestResult Instead(TestResult result, UnitTestOutcome outcome, Exception exception) => new()
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
}
