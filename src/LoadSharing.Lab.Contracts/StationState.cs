using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>The states of a station.</summary>
[JsonConverter(typeof(EnumNameConverter<StationState>))]
public enum StationState
{
    /// <summary>No component runs.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>Its components are being started.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>Every component passed its readiness check.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>The firmware is frozen: it neither answers nor acts.</summary>
    [JsonStringEnumMemberName("frozen")]
    Frozen,

    /// <summary>The emulator runs; the firmware was stopped on request.</summary>
    [JsonStringEnumMemberName("firmware stopped")]
    FirmwareStopped,

    /// <summary>A component exited unexpectedly.</summary>
    [JsonStringEnumMemberName("exited")]
    Exited,
}
