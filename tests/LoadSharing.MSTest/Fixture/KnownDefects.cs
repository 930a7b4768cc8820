using System.Text.Json;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// What the firmware under test is known to do wrong. A test that meets a known defect runs, and its failure is reported as that and not as a failure of
/// the run; that it passes is a failure, because then the declaration is out of date.
/// </summary>
internal static class KnownDefects
{
    /// <summary>Names the file that declares them; without it none is known, as for virtual stations.</summary>
    private const string Variable = "LOADSHARING_KNOWN_DEFECTS";

    private static readonly Lazy<IReadOnlyList<KnownDefect>> Declared = new(Read, LazyThreadSafetyMode.PublicationOnly);
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static (string Contract, string Version)? _firmware;

    /// <summary>Asks the firmware for its version, the first time, if that can matter.</summary>
    public static async Task LearnAsync(Fleet fleet)
    {
        if (Declared.Value.Count == 0)
        {
            return;
        }

        await Turn.WaitAsync(fleet.Budget.Token);
        try
        {
            _firmware ??= (fleet.Contract.Name, await VersionAsync(fleet.Stations[0]));
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>The defect that a failure shows, or null.</summary>
    /// <param name="test">The name of the test's method.</param>
    /// <param name="failure">What the failure says.</param>
    public static KnownDefect? Shown(string? test, string failure) =>
        Known.FirstOrDefault(defect => defect.Affects(test) && failure.Contains(defect.Symptom, StringComparison.Ordinal));

    /// <summary>The defect that a test must meet, or null.</summary>
    /// <param name="test">The name of the test's method.</param>
    public static KnownDefect? MustShow(string? test) => Known.FirstOrDefault(defect => defect.Affects(test) && !defect.Sporadic);

    private static IEnumerable<KnownDefect> Known =>
        _firmware is var (contract, version) ? Declared.Value.Where(defect => defect.Affects(contract, version)) : [];

    private static async Task<string> VersionAsync(Station station)
    {
        var config = await station.Firmware.SendAsync(RestSharp.Method.Get, "/config");
        return config.TryParse(out var root) && root.ValueKind == JsonValueKind.Object && root.TryGetProperty("version", out var version)
            ? version.ToString()
            : throw new AssertFailedException($"GET /config of {station.Name} has no version, and known defects are declared by version. {config.Describe()}");
    }

    private static IReadOnlyList<KnownDefect> Read()
    {
        var file = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(file))
        {
            return [];
        }

        try
        {
            return KnownDefect.ReadFile(file);
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new AssertFailedException($"{Variable}={file} cannot be read: {exception.Message}", exception);
        }
    }
}
