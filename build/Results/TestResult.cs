namespace Build.Results;

/// <summary>The outcome of a test.</summary>
public enum TestOutcome
{
    /// <summary>All assertions passed.</summary>
    Passed,

    /// <summary>An assertion failed, or the test did not finish.</summary>
    Failed,

    /// <summary>The test did not run, or could not be judged.</summary>
    Skipped,
}

/// <summary>The result of a test.</summary>
/// <param name="Class">Its class, with namespace.</param>
/// <param name="Name">Its method, with the arguments of the data row.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Duration">Its duration, waits for fleets included.</param>
/// <param name="Message">Why it failed or was skipped; empty if it passed.</param>
internal sealed record TestResult(string Class, string Name, TestOutcome Outcome, TimeSpan Duration, string Message)
{
    // MSTest's prefix for exceptions from [TestCleanup].
    private const string CleanupPrefix = "TestCleanup method ";

    /// <summary>Whether the test's own assertions passed, and a check in its clean-up failed.</summary>
    public bool FailedInCleanup => Outcome == TestOutcome.Failed && Message.StartsWith(CleanupPrefix, StringComparison.Ordinal);

    /// <summary>Whether a station did not answer although its components run, as on a machine that is too slow.</summary>
    public bool HasNoAnswer => Reason.Contains(" did not answer ", StringComparison.Ordinal);

    /// <summary>Whether it passed although it is a known defect, which may be a consequence of what fails.</summary>
    public bool IsPassedDefect => Reason.StartsWith(SuiteFailures.PassedDefect, StringComparison.Ordinal);

    /// <summary>The line of the test that failed; null if it did not fail, or the line is not known.</summary>
    public SourceLine? Location { get; init; }

    /// <summary>Its waits for fleets; null if it leased none.</summary>
    public LeaseWait? Waited { get; init; }

    /// <summary>Class and name, as the lab has it.</summary>
    public string FullName => Class.Length == 0 ? Name : $"{Class}.{Name}";

    public string Method => MethodOf(Name);

    /// <summary>The first line of <see cref="Message"/> that is not blank.</summary>
    public string Reason => FirstLine(Message);

    /// <summary>The outcomes by full name. A test with several results has failed if one of them has.</summary>
    public static Dictionary<string, TestOutcome> OutcomesOf(IEnumerable<TestResult> tests) => tests.GroupBy(test => test.FullName).ToDictionary(
        test => test.Key,
        test => test.Any(result => result.Outcome == TestOutcome.Failed) ? TestOutcome.Failed : test.First().Outcome);

    /// <summary>Whether a test forms a group of stations first: its class or namespace is named so.</summary>
    /// <param name="test">Its full name.</param>
    public static bool IsOfGroup(string test) => test[..^ShortName(test).Length].Contains("Group", StringComparison.Ordinal);

    /// <summary>A test's full name without namespace and class.</summary>
    public static string ShortName(string test)
    {
        var row = test.IndexOf('(', StringComparison.Ordinal);
        var head = row < 0 ? test : test[..row];
        return test[(head.LastIndexOf('.') + 1)..];
    }

    /// <summary>A test's name without the arguments of the data row.</summary>
    public static string MethodOf(string name) => name.Split('(', 2)[0].TrimEnd();

    /// <summary>The first line that is not blank, trimmed; empty if there is none.</summary>
    public static string FirstLine(string text) => text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
}

/// <summary>The time that a test waited for fleets, the sum of its leases.</summary>
/// <param name="Queued">Until there was capacity for the fleets.</param>
/// <param name="Startup">From then until their stations were ready; zero for reused fleets.</param>
internal sealed record LeaseWait(TimeSpan Queued, TimeSpan Startup);
