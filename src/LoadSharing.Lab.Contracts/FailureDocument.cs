using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>What happened to the stations of a failed test, for the report of the run.</summary>
/// <param name="Test">The full name of the test.</param>
/// <param name="FailedAt">Seconds from the lease to the failure.</param>
/// <param name="Stations">The stations of the fleet.</param>
/// <param name="Events">What the test did to the stations, and their answers, in order of time.</param>
/// <param name="Logs">The ends of the stations' logs.</param>
public sealed record FailureDocument(
    string Test, double FailedAt, IReadOnlyList<FailureStation> Stations, IReadOnlyList<FleetEvent> Events, IReadOnlyList<LogEnd> Logs)
{
    /// <summary>The environment variable that has the path of the directory for these documents.</summary>
    public const string DirectoryVariable = "LOADSHARING_FAILURES";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Writes the document to a new file of a directory.</summary>
    public void Write(string directory) => File.WriteAllBytes(
        Path.Combine(Directory.CreateDirectory(directory).FullName, $"{Guid.NewGuid():N}.json"), JsonSerializer.SerializeToUtf8Bytes(this, Json));

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">The file is not such a document.</exception>
    public static FailureDocument Read(string path) =>
        JsonSerializer.Deserialize<FailureDocument>(File.ReadAllBytes(path), Json) ?? throw new JsonException($"{path} has no document.");
}

/// <summary>A station of a failed test.</summary>
/// <param name="Role">What the test calls it: <c>first</c>.</param>
/// <param name="Name">Its name in the lab: <c>station-0</c>.</param>
/// <param name="Host">The host by which its peers list it.</param>
public sealed record FailureStation(string Role, string Name, string Host);

/// <summary>Something that happened to a station.</summary>
/// <param name="Start">Seconds since the lease.</param>
/// <param name="End">Seconds since the lease; null if it did not end.</param>
/// <param name="Role">The role of the station.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Text">The request, or the action of the lab.</param>
/// <param name="Outcome">The answer, or the reason why there was none.</param>
public sealed record FleetEvent(double Start, double? End, string Role, FleetEventKind Kind, string Text, string Outcome);

/// <summary>The kinds of <see cref="FleetEvent"/>.</summary>
[JsonConverter(typeof(EnumNameConverter<FleetEventKind>))]
public enum FleetEventKind
{
    /// <summary>A request that changes nothing.</summary>
    Read,

    /// <summary>A request that changes something, or a message on a WebSocket.</summary>
    Change,

    /// <summary>A stop, start, restart or fault by the lab.</summary>
    Lab,
}

/// <summary>The last lines of a log.</summary>
/// <param name="Role">The role of the station.</param>
/// <param name="Component">The component that wrote it.</param>
/// <param name="Lines">Its last lines.</param>
public sealed record LogEnd(string Role, string Component, IReadOnlyList<string> Lines);
