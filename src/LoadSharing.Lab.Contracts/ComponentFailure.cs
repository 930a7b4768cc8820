using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>A component that exited unexpectedly or did not become ready.</summary>
/// <param name="Station">The station's name.</param>
/// <param name="Component">Which component.</param>
/// <param name="ExitStatus"><c>signal SIGSEGV (11)</c>, <c>exit code 3</c>, or <c>not ready</c>.</param>
/// <param name="After">Seconds from its start.</param>
/// <param name="Log">Path of its log file.</param>
/// <param name="LastLines">The last lines of the log.</param>
/// <param name="Message">All of it as one text for a report.</param>
public sealed record ComponentFailure(
    string Station, ComponentKind Component, string ExitStatus, double After, string Log, IReadOnlyList<string> LastLines, string Message)
{
    /// <summary>When the lab noticed it.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The test that leased the station last; null if none did. Not part of the REST API.</summary>
    [JsonIgnore]
    public string? Test { get; init; }
}
