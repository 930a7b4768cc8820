using System.Text.Json;

namespace Build.Results;

/// <summary>The names of the phases of a run, which follow one another.</summary>
internal static class Phases
{
    /// <summary>From the start of <c>build.sh</c>, with its incremental build, until a lab can be started.</summary>
    public const string Build = "build";

    /// <summary>The lab starts; no station does yet.</summary>
    public const string LabUp = "lab up";

    /// <summary>From the start of <c>dotnet test</c> to the start of the first test; stations start meanwhile.</summary>
    public const string RunnerStart = "test runner start";

    /// <summary>From the start of the first test to the end of the last one.</summary>
    public const string Tests = "tests";

    /// <summary>From then until <c>dotnet test</c> has written its results and exited.</summary>
    public const string RunnerEnd = "test runner end";

    /// <summary>All stations stop.</summary>
    public const string LabDown = "lab down";

    /// <summary>Whether the test runner causes a phase; the lab causes the others.</summary>
    public static bool IsTestRun(string phase) => phase is RunnerStart or Tests or RunnerEnd;
}

/// <summary>The time that a run spent in each phase and stage.</summary>
/// <param name="Phases">Duration of each phase in seconds; the sum is the run's wall time.</param>
/// <param name="Stages">Durations of the stages that stations and tests went through in parallel.</param>
internal sealed record RunTimes(IReadOnlyDictionary<string, double> Phases, IReadOnlyDictionary<string, StageTimes> Stages)
{
    /// <summary>The name of the file in the results directory.</summary>
    public const string FileName = "times.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the times of a run; null if it wrote none.</summary>
    public static RunTimes? Read(string directory)
    {
        var file = Path.Combine(directory, FileName);
        return File.Exists(file) ? JsonSerializer.Deserialize<RunTimes>(File.ReadAllText(file), Format) : null;
    }

    public void Write(string directory) => File.WriteAllText(Path.Combine(directory, FileName), JsonSerializer.Serialize(this, Format));
}

/// <summary>The durations of a stage in seconds.</summary>
/// <param name="Count">How many times a station or test went through the stage.</param>
/// <param name="Total">The sum.</param>
/// <param name="Median">The median.</param>
/// <param name="Maximum">The longest.</param>
internal sealed record StageTimes(int Count, double Total, double Median, double Maximum)
{
    public static StageTimes Of(IEnumerable<double> durations)
    {
        var all = durations.ToList();
        var statistics = Statistics.Of(all);
        return new StageTimes(all.Count, Math.Round(all.Sum(), 3), Math.Round(statistics.Median, 3), Math.Round(statistics.Maximum, 3));
    }
}
