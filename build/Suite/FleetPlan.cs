using System.Text.Json;
using LoadSharing.Lab.Fleets;
using Build.Options;

namespace Build.Suite;

/// <summary>
/// Which fleets a run will need, so that they boot while the test runner does, which tests are to have theirs last, and which take longest: as the last run of the
/// same tests on such stations found, else one of each size that its options name. A wrong plan costs time, no test: what is missing is started when it is asked
/// for, what is too much is ended.
/// </summary>
/// <param name="file">Where plans are kept.</param>
/// <param name="options">Which tests run, and on what.</param>
internal sealed class FleetPlan(string file, BuildOptions options)
{
    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    // Not the contract that is found: it is not known yet.
    private readonly string _run = string.Join(
        ' ', string.Join(',', options.Instances), options.Filter, options.Shard, options.FirmwareProgram ?? "virtual", options.Emulator, options.Contract);

    /// <summary>What the tests need, as far as it is known.</summary>
    public FleetNeeds Needs =>
        Read().GetValueOrDefault(_run)?.Needs ?? FleetNeeds.Of(options.Filter is null && options.Shard is null ? [1, .. options.Instances] : []);

    /// <summary>How long each test takes once it has its stations, in seconds, by its full name; empty if nobody knows.</summary>
    public IReadOnlyDictionary<string, double> Seconds => Read().GetValueOrDefault(_run)?.Seconds ?? new Dictionary<string, double>();

    /// <summary>Keeps what a run has needed for the next one.</summary>
    /// <param name="needs">The fleets.</param>
    /// <param name="seconds">How long its tests took.</param>
    public void Write(FleetNeeds needs, IReadOnlyDictionary<string, double> seconds)
    {
        var plans = Read();
        plans[_run] = new Known(needs, seconds);
        Write(plans);
    }

    /// <summary>Forgets what earlier runs with the same tests have needed.</summary>
    public void Forget()
    {
        var plans = Read();
        if (plans.Remove(_run))
        {
            Write(plans);
        }
    }

    private void Write(Dictionary<string, Known> plans)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var next = $"{file}.{Environment.ProcessId}";
        File.WriteAllText(next, JsonSerializer.Serialize(plans));
        File.Move(next, file, overwrite: true);
    }

    private Dictionary<string, Known> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Known>>(File.ReadAllText(file), Strict) ?? [];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // The first run, or a file that somebody has edited: there is no plan yet.
            return [];
        }
    }

    private sealed record Known(FleetNeeds Needs, IReadOnlyDictionary<string, double> Seconds);
}
