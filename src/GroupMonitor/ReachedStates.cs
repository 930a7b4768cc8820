namespace GroupMonitor;

/// <summary>The states of a group that the samples of a fleet reached.</summary>
public sealed record ReachedStates
{
    /// <summary>Too little current for the minimum of every car.</summary>
    public bool Scarcity { get; init; }

    /// <summary>A turn other than the first one: under scarcity, an earlier station of the same priority got nothing.</summary>
    public bool Rotation { get; init; }

    /// <summary>Failsafe of a station that was not in failsafe before.</summary>
    public bool Failsafe { get; init; }

    /// <summary>The end of such a failsafe.</summary>
    public bool Recovery { get; init; }

    /// <summary>A station with less than an equal share, because its car takes no more.</summary>
    public bool DemandCap { get; init; }
}
