using System.Text.Json;
using LoadSharing.Lab;

namespace Build.Suite.Measuring;

/// <summary>Where the time of a run went.</summary>
/// <param name="Phases">What came one after another, in seconds; the sum is the run's wall time.</param>
/// <param name="Stages">What stations and tests did side by side: how often, and how long in seconds.</param>
internal sealed record RunTimes(IReadOnlyDictionary<string, double> Phases, IReadOnlyDictionary<string, StageTimes> Stages)
{
    /// <summary>Its name among the results.</summary>
    public const string FileName = "times.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Whether a run has left it.</summary>
    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, FileName));

    /// <summary>Reads it.</summary>
    public static RunTimes Read(string directory) =>
        JsonSerializer.Deserialize<RunTimes>(File.ReadAllText(Path.Combine(directory, FileName)), Format)
        ?? throw new InvalidDataException($"{FileName} in {directory} is empty.");

    /// <summary>Writes it.</summary>
    public void Write(string directory) => File.WriteAllText(Path.Combine(directory, FileName), JsonSerializer.Serialize(this, Format));
}

/// <summary>How often a stage was gone through, and how long it took.</summary>
/// <param name="Count">How often.</param>
/// <param name="Total">The sum in seconds.</param>
/// <param name="Median">The median in seconds.</param>
/// <param name="Maximum">The longest in seconds.</param>
internal sealed record StageTimes(int Count, double Total, double Median, double Maximum)
{
    /// <summary>Of measurements in seconds.</summary>
    public static StageTimes Of(IEnumerable<double> measurements)
    {
        var all = measurements.ToList();
        var statistics = Statistics.Of(all);
        return new StageTimes(all.Count, Math.Round(all.Sum(), 3), Math.Round(statistics.Median, 3), Math.Round(statistics.Maximum, 3));
    }

    /// <summary>All stages of a lab.</summary>
    public static IReadOnlyDictionary<string, StageTimes> Of(Measurements measurements) =>
        measurements.Stages.ToDictionary(stage => stage.Key, Of);
}
