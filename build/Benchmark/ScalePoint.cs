using Build.Results;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Stations;

namespace Build.Benchmark;

/// <summary>The cost of a fleet of one size.</summary>
/// <param name="Stations">Number of stations.</param>
/// <param name="Ready">Seconds from the request for the fleet, queue and network included, until all stations are ready; null if they never were.</param>
/// <param name="Discovery">Seconds from then until each station lists all others; null if one never did.</param>
/// <param name="Resources">The resources that the run used.</param>
/// <param name="Error">Why this size could not be measured; null if it was.</param>
internal sealed record ScalePoint(int Stations, double? Ready, double? Discovery, Resources Resources, string? Error = null)
{
    private const string DiscoveryStage = "discovery";

    /// <summary>Whether the stations were ready and one never listed all others.</summary>
    public bool IsIncomplete => Error is null && Discovery is null;

    /// <summary>Evaluates a run of the discovery test. Incomplete lists are a result; any other failure is an error.</summary>
    /// <param name="stations">Number of stations.</param>
    /// <param name="exit">The run's exit status.</param>
    /// <param name="times">The run's times; null if it wrote none.</param>
    /// <param name="tests">The run's test results; empty if it wrote none.</param>
    /// <param name="resources">The resources that the run used.</param>
    public static ScalePoint Of(int stations, ExitStatus exit, RunTimes? times, IReadOnlyList<TestResult> tests, Resources resources)
    {
        var ready = Longest(times, Measurements.NewFleetForTest) ?? Longest(times, Measurements.NewFleetAhead);
        var discovery = Longest(times, DiscoveryStage);
        var failed = tests.Where(test => test.Outcome != TestOutcome.Passed).ToList();
        var other = failed.Find(test =>
            !test.Message.Contains(SuiteFailures.StationsAreMissing, StringComparison.Ordinal)
            && !test.Message.Contains(SuiteFailures.FieldIsMissing, StringComparison.Ordinal));
        var isIncomplete = failed.Count > 0 && other is null;
        var error = times is null ? $"the run exited with {exit} and wrote no times"
            : other is not null ? $"{other.Name}: {other.Reason}"
            : exit.Code != 0 && !isIncomplete ? $"the run exited with {exit} although no test failed"
            : ready is null || (discovery is null && !isIncomplete) ? "the run started no fleet whose discovery was measured"
            : null;
        return error is null
            ? new ScalePoint(stations, ready, isIncomplete ? null : discovery, resources)
            : new ScalePoint(stations, null, null, resources, error);
    }

    /// <summary>The fleet size from which on lists are incomplete, as a sentence; null if all lists are complete.</summary>
    public static string? Limit(IEnumerable<ScalePoint> scale)
    {
        var measured = scale.Where(point => point.Error is null).OrderBy(point => point.Stations).ToList();
        if (measured.Find(point => point.IsIncomplete) is not { } first)
        {
            return null;
        }

        // A larger fleet with complete lists disproves a limit.
        var larger = measured.SkipWhile(point => point != first).ToList();
        return larger.TrueForAll(point => point.IsIncomplete)
            ? $"From {first.Stations} stations on, not every station lists all others."
            : $"Not every station lists all others with {Sizes(larger.Where(point => point.IsIncomplete))} stations, but each does with "
                + $"{Sizes(larger.Where(point => !point.IsIncomplete))}: the number of stations is not the only cause.";
    }

    private static string Sizes(IEnumerable<ScalePoint> points) => string.Join(", ", points.Select(point => point.Stations.ToString()));

    private static double? Longest(RunTimes? times, string stage) => times?.Stages.GetValueOrDefault(stage)?.Maximum;
}
