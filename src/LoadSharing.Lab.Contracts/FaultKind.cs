using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>The faults that a lab can cause. Which of them it can depends on its stations.</summary>
[JsonConverter(typeof(EnumNameConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>The firmware is killed and later started.</summary>
    [JsonStringEnumMemberName("kill")]
    Kill,

    /// <summary>The firmware restarts.</summary>
    [JsonStringEnumMemberName("restart")]
    Restart,

    /// <summary>The firmware is frozen and later thawed.</summary>
    [JsonStringEnumMemberName("freeze")]
    Freeze,

    /// <summary>The fleet is split into two sides that do not reach each other.</summary>
    [JsonStringEnumMemberName("partition")]
    Partition,

    /// <summary>Packets between the stations get lost and arrive late.</summary>
    [JsonStringEnumMemberName("impairment")]
    Impairment,

    /// <summary>The serial line between firmware and charger drops, garbles or delays lines, or hangs up.</summary>
    [JsonStringEnumMemberName("serial")]
    Serial,
}
