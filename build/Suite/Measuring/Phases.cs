namespace Build.Suite.Measuring;

/// <summary>What comes one after another in a run.</summary>
internal static class Phases
{
    /// <summary>From the start of <c>build.sh</c>, with its look for what has changed, until a lab can be started.</summary>
    public const string BuildUp = "build up";

    /// <summary>The lab starts; no station does yet.</summary>
    public const string LabUp = "lab up";

    /// <summary>From the start of <c>dotnet test</c> until the first test starts; stations boot meanwhile.</summary>
    public const string RunnerStart = "test runner start";

    /// <summary>From the start of the first test to the end of the last.</summary>
    public const string Tests = "tests";

    /// <summary>From then until <c>dotnet test</c> has written its results and ended.</summary>
    public const string RunnerEnd = "test runner end";

    /// <summary>All stations end.</summary>
    public const string LabDown = "lab down";

    /// <summary>Whether a phase is the test runner's or the tests'; all others are the lab's.</summary>
    public static bool IsTestRun(string phase) => phase is RunnerStart or Tests or RunnerEnd;
}
