using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>The faults of a serial line between firmware and charger.</summary>
[JsonConverter(typeof(EnumNameConverter<SerialFault>))]
public enum SerialFault
{
    /// <summary>No line arrives, in either direction.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>A character of each line is another one, so that its checksum is wrong.</summary>
    [JsonStringEnumMemberName("garble")]
    Garble,

    /// <summary>Each line arrives late.</summary>
    [JsonStringEnumMemberName("delay")]
    Delay,

    /// <summary>The firmware's terminal is closed and gone, as when a USB adapter is unplugged.</summary>
    [JsonStringEnumMemberName("hang-up")]
    HangUp,
}

/// <summary>Asks for a fault of a station's serial line.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="DelayMilliseconds">The delay of each line, for <see cref="SerialFault.Delay"/>.</param>
public sealed record SerialFaultRequest(SerialFault Fault, double DelayMilliseconds = 0);
