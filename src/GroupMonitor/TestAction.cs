namespace GroupMonitor;

/// <summary>An action of a test on a station: a reason for the firmware to change something.</summary>
/// <param name="Seconds">When, in seconds of the firmware's time since the first sample.</param>
/// <param name="Station">The role of the station.</param>
/// <param name="Kind">The kind of change.</param>
/// <param name="Text">The action in one line.</param>
public sealed record TestAction(double Seconds, string Station, ActionKind Kind, string Text);

/// <summary>The kinds of changes.</summary>
public enum ActionKind
{
    /// <summary>Settings other than the role.</summary>
    Settings,

    /// <summary>The role: a station that loses it un-joins its group.</summary>
    Role,

    /// <summary>The peer list.</summary>
    Peers,

    /// <summary>The car, or a manual override of the charger.</summary>
    Car,

    /// <summary>The firmware was stopped, started or restarted.</summary>
    Lifecycle,

    /// <summary>An allocation that the test sent in place of a controller.</summary>
    Allocation,
}
