using System.Text.Json.Serialization;

namespace Build.Lab.Parts;

/// <summary>A part that ended by itself or never became ready.</summary>
/// <param name="Station">The station's name.</param>
/// <param name="Part">Which part.</param>
/// <param name="How">How it ended: "signal SIGSEGV (11)", "exit code 3", or "not ready".</param>
/// <param name="After">Seconds since it was started.</param>
/// <param name="Log">The file that has all its output.</param>
/// <param name="LastLines">The last lines of it.</param>
/// <param name="Message">All of this in words.</param>
internal sealed record PartFailure(string Station, PartKind Part, string How, double After, string Log, IReadOnlyList<string> LastLines, string Message)
{
    /// <summary>The test that had the station last; null if none had. Not told to tests, who know their own.</summary>
    [JsonIgnore]
    public string? Test { get; init; }
}
