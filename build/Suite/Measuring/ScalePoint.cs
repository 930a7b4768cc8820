using LoadSharing.Lab;
using LoadSharing.Lab.Processes;
using Build.Results;

namespace Build.Suite.Measuring;

/// <summary>What a fleet of one size costs.</summary>
/// <param name="Stations">How many stations.</param>
/// <param name="Ready">
/// From the request for the fleet, by a test or ahead of it, to all stations ready, with its turn and its network, in seconds; null if they never were.
/// </param>
/// <param name="Discovery">From then until each station lists each other one, in seconds; null if one never did.</param>
/// <param name="Resources">What the run took.</param>
/// <param name="Trouble">Why nothing can be said of this size; null if something can.</param>
internal sealed record ScalePoint(int Stations, double? Ready, double? Discovery, Resources Resources, string? Trouble = null)
{
    /// <summary>How the suite's failure begins when a station does not list each other one (its <c>Fixture/Fleet.cs</c>).</summary>
    public const string RowsAreMissing = "Every station lists every other one, online, once, with an address, and nothing else";

    /// <summary>How the suite tells a row that ends too early (its <c>Contracts/PeerListReader.cs</c>): a firmware whose buffer is full cuts its list off in the middle of one.</summary>
    public const string RowIsCut = "seen no such field";

    private const string DiscoveryStage = "discovery";

    /// <summary>Whether the stations were ready and one never listed each other one.</summary>
    public bool IsLost => Trouble is null && Discovery is null;

    /// <summary>Reads a run of the test of discovery. A fleet in which not everybody lists everybody, or all of them whole, is a finding; whatever else went wrong is trouble.</summary>
    /// <param name="stations">How many stations.</param>
    /// <param name="exit">How the run ended.</param>
    /// <param name="times">Where its time went; null if it left no times.</param>
    /// <param name="tests">What came of its tests; none if it left no results.</param>
    /// <param name="resources">What it took.</param>
    public static ScalePoint Of(int stations, ExitStatus exit, RunTimes? times, IReadOnlyList<TestResult> tests, Resources resources)
    {
        var ready = Longest(times, Measurements.NewFleetForTest) ?? Longest(times, Measurements.NewFleetAhead);
        var discovery = Longest(times, DiscoveryStage);
        var failed = tests.Where(test => test.Outcome != TestOutcome.Passed).ToList();
        var other = failed.Find(test => !test.Message.Contains(RowsAreMissing, StringComparison.Ordinal) && !test.Message.Contains(RowIsCut, StringComparison.Ordinal));
        var isLost = failed.Count > 0 && other is null;
        var trouble = times is null ? $"the run ended with {exit} and left no times"
            : other is not null ? $"{other.Name}: {MarkdownSummary.FirstLine(other.Message)}"
            : exit.Code != 0 && !isLost ? $"the run ended with {exit} though no test failed"
            : ready is null || (discovery is null && !isLost) ? "the run started no fleet whose discovery was measured"
            : null;
        return trouble is null
            ? new ScalePoint(stations, ready, isLost ? null : discovery, resources)
            : new ScalePoint(stations, null, null, resources, trouble);
    }

    private static double? Longest(RunTimes? times, string stage) => times?.Stages.GetValueOrDefault(stage)?.Maximum;
}
