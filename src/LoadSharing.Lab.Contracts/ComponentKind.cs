using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>The components of a station in the order in which they depend on each other, and the network of its fleet.</summary>
[JsonConverter(typeof(EnumNameConverter<ComponentKind>))]
public enum ComponentKind
{
    /// <summary>The emulator of the charger's controller.</summary>
    [JsonStringEnumMemberName("emulator")]
    Emulator,

    /// <summary>The serial bridge between emulator and firmware.</summary>
    [JsonStringEnumMemberName("bridge")]
    Bridge,

    /// <summary>The WiFi firmware.</summary>
    [JsonStringEnumMemberName("firmware")]
    Firmware,

    /// <summary>The message bus and the mDNS daemon of a fleet's namespace.</summary>
    [JsonStringEnumMemberName("network")]
    Network,
}
