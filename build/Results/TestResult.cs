namespace Build.Results;

/// <summary>What came of one test.</summary>
/// <param name="Class">Its class, with namespace.</param>
/// <param name="Name">Its name, with the row if it has rows.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Message">Why it failed; empty if it did not.</param>
public sealed record TestResult(string Class, string Name, TestOutcome Outcome, TimeSpan Duration, string Message)
{
    // How MSTest begins what its [TestCleanup] throws.
    private const string CleanUp = "TestCleanup method ";

    /// <summary>Whether its own assertions held, and what was looked at after it did not: what every test's stations are asked when they are given back.</summary>
    public bool FailedInCleanUp => Outcome == TestOutcome.Failed && Message.StartsWith(CleanUp, StringComparison.Ordinal);

    /// <summary>How long it waited for stations; null if it had none.</summary>
    public StationWait? Waited { get; init; }

    /// <summary>How long it took once it had its stations.</summary>
    public TimeSpan WithStations => Waited is { } waited ? Duration - waited.Turn - waited.Start : Duration;

    /// <summary>Its name with its class, as it tells the lab.</summary>
    public string FullName => Class.Length == 0 ? Name : $"{Class}.{Name}";

    /// <summary>Its method, without the row.</summary>
    public string Method => MethodOf(Name);

    /// <summary>The method of a test's name, which has the row if it has rows.</summary>
    public static string MethodOf(string name) => name.Split('(', 2)[0].TrimEnd();
}
