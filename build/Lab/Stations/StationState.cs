using System.Text.Json.Serialization;

namespace Build.Lab.Stations;

/// <summary>The states of a station.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StationState>))]
internal enum StationState
{
    /// <summary>Made, nothing started yet, or everything stopped.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>Its parts are being started.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>Every part answers.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>The emulator runs, the firmware was asked to stop.</summary>
    [JsonStringEnumMemberName("firmware stopped")]
    FirmwareStopped,

    /// <summary>A part ended by itself.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,
}
