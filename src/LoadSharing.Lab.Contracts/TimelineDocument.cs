using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>The events of a test and of its stations, for the report of the run.</summary>
/// <param name="Test">The full name of the test.</param>
/// <param name="EndedAt">Seconds from the lease to the failure, or to the end of a test that passed.</param>
/// <param name="Stations">The stations of the fleet.</param>
/// <param name="Events">The events of the test, of its stations and of their mDNS link, in order of time.</param>
/// <param name="Logs">The ends of the stations' logs.</param>
/// <param name="Files">The names of the files beside the document: whole logs, requests, packets.</param>
public sealed record TimelineDocument(
    string Test,
    double EndedAt,
    IReadOnlyList<TimelineStation> Stations,
    IReadOnlyList<TimelineEvent> Events,
    IReadOnlyList<LogEnd> Logs,
    IReadOnlyList<string> Files)
{
    /// <summary>The environment variable that has the path of the directory for these documents.</summary>
    public const string DirectoryVariable = "LOADSHARING_TIMELINES";

    /// <summary>The environment variable that is <c>all</c> if tests that pass write a document too.</summary>
    public const string RecordVariable = "LOADSHARING_RECORD";

    /// <summary>The name of a document's file. Each has a directory of its own.</summary>
    public const string FileName = "timeline.json";

    /// <summary>The last peer list that the test read from each station.</summary>
    public IReadOnlyList<VisibilityRow> Visibility { get; init; } = [];

    /// <summary>The name of its directory.</summary>
    [JsonIgnore]
    public string Directory { get; private init; } = "";

    /// <summary>Writes the document to a directory.</summary>
    public void Write(string directory) =>
        File.WriteAllBytes(Path.Combine(directory, FileName), JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));

    /// <summary>Reads a document.</summary>
    /// <param name="path">The path of its file.</param>
    /// <exception cref="JsonException">The file is not such a document.</exception>
    public static TimelineDocument Read(string path)
    {
        var document = JsonSerializer.Deserialize<TimelineDocument>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
            ?? throw new JsonException($"{path} has no document.");
        return document with { Directory = Path.GetFileName(Path.GetDirectoryName(path)!) };
    }
}

/// <summary>A station of a test.</summary>
/// <param name="Role">Its name in the test: <c>first</c>.</param>
/// <param name="Name">Its name in the lab: <c>station-0</c>.</param>
/// <param name="Host">The host by which its peers list it.</param>
public sealed record TimelineStation(string Role, string Name, string Host);

/// <summary>The stations of a fleet in the peer list of one of them.</summary>
/// <param name="Role">The station.</param>
/// <param name="ReadAt">Seconds from the lease to the read.</param>
/// <param name="Cells">For each station of the fleet: <c>online joined</c>, <c>OFFLINE</c>, or <c>-</c> if it is not listed.</param>
public sealed record VisibilityRow(string Role, double ReadAt, IReadOnlyList<string> Cells);

/// <summary>Something that happened during a test.</summary>
/// <param name="Start">Seconds since the lease.</param>
/// <param name="End">Seconds since the lease; null if it did not end.</param>
/// <param name="Lane">The role of the station, with the component that logged it; <c>test</c>, or <c>mDNS</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The request, the action of the lab, the line of the log, or the packet.</param>
/// <param name="Outcome">The answer, or the reason why there was none.</param>
public sealed record TimelineEvent(double Start, double? End, string Lane, TimelineEventKind Kind, string Text, string Outcome)
{
    /// <summary>The lane of the test's own steps.</summary>
    public const string TestLane = "test";

    /// <summary>The lane of the fleet's mDNS link.</summary>
    public const string LinkLane = "mDNS";
}

/// <summary>The kinds of <see cref="TimelineEvent"/>.</summary>
[JsonConverter(typeof(EnumNameConverter<TimelineEventKind>))]
public enum TimelineEventKind
{
    /// <summary>A request of the test that changes nothing.</summary>
    Read,

    /// <summary>A request of the test that changes something, or a frame that it sends on a WebSocket.</summary>
    Change,

    /// <summary>A stop, start, restart or fault by the lab, or an unexpected exit.</summary>
    Lab,

    /// <summary>A wait of the test for an assertion.</summary>
    Wait,

    /// <summary>A line that a component logged.</summary>
    Log,

    /// <summary>A changed allocation, or a changed state or current of a charger.</summary>
    Current,

    /// <summary>A frame on a WebSocket that a station sends, or that a station received.</summary>
    Frame,

    /// <summary>A packet on the mDNS link.</summary>
    Packet,
}

/// <summary>The last lines of a log.</summary>
/// <param name="Role">The role of the station.</param>
/// <param name="Component">The component that wrote it.</param>
/// <param name="Lines">Its last lines.</param>
public sealed record LogEnd(string Role, string Component, IReadOnlyList<string> Lines);
