namespace Build.Suite.Measuring;

/// <summary>One run, measured from outside and from inside.</summary>
/// <param name="Wall">From its start to its end, in seconds.</param>
/// <param name="Times">Where the time went, as the run itself says.</param>
/// <param name="Resources">What it took.</param>
internal sealed record MeasuredRun(double Wall, RunTimes Times, Resources Resources)
{
    /// <summary>What comes when the lab is down: results are written, and the build ends.</summary>
    public const string End = "results, end";

    /// <summary>The sum of all phases that are neither the test runner's nor the tests'.</summary>
    public const string Overhead = "lab overhead";

    /// <summary>The sum of all phases.</summary>
    public const string All = "wall";

    /// <summary>Each phase in seconds, and the two sums.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Phases =>
    [
        .. Times.Phases,
        new(End, Wall - Times.Phases.Values.Sum()),
        new(Overhead, Wall - Times.Phases.Where(phase => Measuring.Phases.IsTestRun(phase.Key)).Sum(phase => phase.Value)),
        new(All, Wall),
    ];
}
