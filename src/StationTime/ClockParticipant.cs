namespace StationTime;

/// <summary>The processes that slow a <see cref="SharedClock"/> down while they are late.</summary>
public enum ClockParticipant
{
    /// <summary>The process of all virtual stations.</summary>
    Stations,

    /// <summary>The process of the tests.</summary>
    Tests,
}
