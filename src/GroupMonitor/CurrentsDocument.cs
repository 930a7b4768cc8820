using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroupMonitor;

/// <summary>The currents of the stations of a test over time, as the results of a run have them.</summary>
/// <param name="Test">The full name of the test.</param>
/// <param name="Stations">The names of the stations.</param>
/// <param name="Points">The samples.</param>
public sealed record CurrentsDocument(string Test, IReadOnlyList<string> Stations, IReadOnlyList<CurrentsPoint> Points)
{
    /// <summary>The environment variable that has the path of the directory for these documents.</summary>
    public const string DirectoryVariable = "LOADSHARING_CURRENTS";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The actions of the test.</summary>
    public IReadOnlyList<TestAction> Actions { get; init; } = [];

    /// <summary>All violations, the expected ones included.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Why the test expects a kind of violation.</summary>
    public IReadOnlyDictionary<string, string> Expected { get; init; } = new Dictionary<string, string>();

    /// <summary>The reached states of the group.</summary>
    public ReachedStates Reached { get; init; } = new();

    /// <summary>Writes the document.</summary>
    public void Write(string path) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, Json));

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">The file is not such a document.</exception>
    public static CurrentsDocument Read(string path) =>
        JsonSerializer.Deserialize<CurrentsDocument>(File.ReadAllBytes(path), Json) ?? throw new JsonException($"{path} has no document.");
}

/// <summary>The currents at one moment, in A and in the order of the stations.</summary>
/// <param name="Seconds">Seconds of the firmware's time since the first sample.</param>
/// <param name="Budget">The maximum of the group, in A; null while no station is a controller.</param>
/// <param name="Amps">The current that load sharing answers for; see <see cref="StationSample.Amps"/>.</param>
/// <param name="Offered">The offer of each charger; null for an emulator that did not answer.</param>
/// <param name="Drawn">The current that each emulator shows; null for one that did not answer.</param>
public sealed record CurrentsPoint(
    double Seconds, double? Budget, IReadOnlyList<double> Amps, IReadOnlyList<double?> Offered, IReadOnlyList<double?> Drawn);
