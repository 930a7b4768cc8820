using System.Text.Json;
using GroupMonitor;

namespace Build.Results;

/// <summary>The currents of the groups of a run.</summary>
/// <param name="Files">The documents by the name of their file, without extension.</param>
internal sealed record RunCurrents(IReadOnlyDictionary<string, CurrentsDocument> Files)
{
    /// <summary>The directory of the documents and charts, in the directory of the results.</summary>
    public const string DirectoryName = "currents";

    private static readonly (string Name, Func<ReachedStates, bool> IsReached)[] States =
    [
        ("scarcity", states => states.Scarcity),
        ("rotation", states => states.Rotation),
        ("failsafe", states => states.Failsafe),
        ("recovery", states => states.Recovery),
        ("demand cap", states => states.DemandCap),
    ];

    public static RunCurrents None { get; } = new(new Dictionary<string, CurrentsDocument>());

    /// <summary>In how many tests a group reached each state; empty if there was no group.</summary>
    public string Reached => Files.Count == 0 ? "" : $"Groups reached: {string.Join(", ", States.Select(state => $"{state.Name} {Count(state.IsReached)}"))}.";

    /// <summary>The states that no group reached.</summary>
    public IReadOnlyList<string> Unreached => Files.Count == 0 ? [] : [.. States.Where(state => Count(state.IsReached) == 0).Select(state => state.Name)];

    /// <summary>The charts of a test, relative to the directory of the results.</summary>
    public IEnumerable<string> ChartsOf(TestResult test) =>
        Files.Where(file => file.Value.Test == test.FullName).Select(file => $"{DirectoryName}/{file.Key}.svg");

    /// <summary>Reads the documents of a run, and draws a chart of each.</summary>
    /// <param name="results">The directory of the results.</param>
    public static RunCurrents ReadAndDraw(string results)
    {
        var directory = Path.Combine(results, DirectoryName);
        var files = new SortedDictionary<string, CurrentsDocument>(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*.json") : [])
        {
            try
            {
                var document = CurrentsDocument.Read(file);
                File.WriteAllText(Path.ChangeExtension(file, ".svg"), CurrentsChart.Render(document));
                files[Path.GetFileNameWithoutExtension(file)] = document;
            }
            catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
            {
                // A run that is killed can leave half a file. No verdict depends on it.
            }
        }

        return new RunCurrents(files);
    }

    private int Count(Func<ReachedStates, bool> isReached) => Files.Values.Where(file => isReached(file.Reached)).DistinctBy(file => file.Test).Count();
}
