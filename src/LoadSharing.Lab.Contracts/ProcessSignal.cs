using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>The signals that the lab sends. The values are those of Linux and macOS.</summary>
[JsonConverter(typeof(EnumNameConverter<ProcessSignal>))]
public enum ProcessSignal
{
    /// <summary>Requests an orderly exit.</summary>
    [JsonStringEnumMemberName("SIGTERM")]
    Terminate = 15,

    /// <summary>Ends the process immediately, like a power failure.</summary>
    [JsonStringEnumMemberName("SIGKILL")]
    Kill = 9,
}
