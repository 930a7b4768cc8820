using System.Text.Json.Serialization;

namespace Build.Lab.Parts;

/// <summary>The parts of a station, in the order in which they depend on each other.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartKind>))]
internal enum PartKind
{
    /// <summary>The controller's emulator.</summary>
    [JsonStringEnumMemberName("emulator")]
    Emulator,

    /// <summary>What joins emulator and firmware.</summary>
    [JsonStringEnumMemberName("bridge")]
    Bridge,

    /// <summary>The WiFi firmware.</summary>
    [JsonStringEnumMemberName("firmware")]
    Firmware,

    /// <summary>What joins the stations of a fleet: its message bus and its multicast DNS.</summary>
    [JsonStringEnumMemberName("network")]
    Network,
}
