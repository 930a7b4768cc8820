using System.Text.Json;
using Build.Lab.Fleets;
using Build.Options;

namespace Build.Suite;

/// <summary>
/// Which fleets a run will need, so that they boot while the test runner does, and which tests are to have theirs last: as the last run of the same tests on
/// such stations found, else one of each size that its options name. A wrong plan costs time, no test: what is missing is started when it is asked for, what is too much is ended.
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
        Read().GetValueOrDefault(_run) ?? FleetNeeds.Of(options.Filter is null && options.Shard is null ? [1, .. options.Instances] : []);

    /// <summary>Keeps what a run has needed for the next one.</summary>
    public void Write(FleetNeeds needs)
    {
        var plans = Read();
        plans[_run] = needs;
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

    private void Write(Dictionary<string, FleetNeeds> plans)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var next = $"{file}.{Environment.ProcessId}";
        File.WriteAllText(next, JsonSerializer.Serialize(plans));
        File.Move(next, file, overwrite: true);
    }

    private Dictionary<string, FleetNeeds> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, FleetNeeds>>(File.ReadAllText(file), Strict) ?? [];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // The first run, or a file that somebody has edited: there is no plan yet.
            return [];
        }
    }
}
