using System.Text.Json;
using Build.Options;

namespace Build.Suite;

/// <summary>
/// The fleets to start before tests lease them, as recorded by the last run of the same tests on such stations. Without a record, one fleet of each size of
/// <c>--instances</c>. A wrong plan costs time only: missing fleets are started on demand.
/// </summary>
/// <param name="file">The file with all plans.</param>
/// <param name="options">The options of the run.</param>
internal sealed class FleetPlan(string file, BuildOptions options)
{
    // Without the detected contract, which is unknown before the first station runs.
    private readonly string _key = string.Join(
        ' ', string.Join(',', options.Instances), options.Filter, string.Join(',', options.Matrix), options.Shard,
        options.FirmwareProgram ?? options.FirmwareImage ?? "virtual", options.Emulator, options.Contract);

    public IReadOnlyList<int> Sizes => Read().GetValueOrDefault(_key)
        ?? (options is { Filter: null, Matrix.Count: 0, Shard: null } ? [1, .. options.Instances] : []);

    /// <summary>Records a run.</summary>
    public void Write(IReadOnlyList<int> sizes)
    {
        var plans = Read();
        plans[_key] = [.. sizes];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var next = $"{file}.{Environment.ProcessId}";
        File.WriteAllText(next, JsonSerializer.Serialize(plans));
        File.Move(next, file, overwrite: true);
    }

    private Dictionary<string, int[]?> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int[]?>>(File.ReadAllText(file)) ?? [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // The first run, a file that cannot be read, or that of another version of this build.
            return [];
        }
    }
}
