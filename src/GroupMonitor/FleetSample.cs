namespace GroupMonitor;

/// <summary>The stations of a fleet at one moment.</summary>
/// <param name="Seconds">Seconds of the firmware's time since the first sample.</param>
/// <param name="Stations">All stations, in the order of the fleet.</param>
public sealed record FleetSample(double Seconds, IReadOnlyList<StationSample> Stations)
{
    /// <summary>The actions of the test since the sample before.</summary>
    public IReadOnlyList<TestAction> Actions { get; init; } = [];
}

/// <summary>A station at one moment.</summary>
/// <param name="Role">Its name in the test, such as <c>first</c>.</param>
/// <param name="IsRunning">Whether its firmware runs: a test may have stopped it.</param>
/// <param name="Charger">Its charger; null if the emulator did not answer.</param>
/// <param name="Group">Its view of the group; null if it was not read for this sample.</param>
/// <param name="Settings">Its settings, as read last; null before that.</param>
public sealed record StationSample(string Role, bool IsRunning, ChargerSample? Charger, GroupSample? Group, SettingsSample? Settings)
{
    /// <summary>The side of a partition of the fleet: stations on different sides do not reach each other.</summary>
    public int Side { get; init; }

    /// <summary>The pilot that the firmware believes in, in A; null if it was not read for this sample.</summary>
    public double? PilotAmps { get; init; }

    /// <summary>
    /// The current of the car, in A. One that draws more than its charger offers counts with the offer, and a charger that does not charge counts with 0 A,
    /// whatever current its emulator shows.
    /// </summary>
    public double Amps => Charger is { State: ChargerSample.Charging } charger ? Math.Min(charger.DrawnAmps, charger.OfferedAmps) : 0;

    /// <summary>
    /// The current that the firmware answers for. The public emulator does not confirm a pilot: the firmware then believes in another one than the charger
    /// offers, and sends no claim of the pilot that it believes in. With a charger that confirms, both are the same.
    /// </summary>
    public double JudgedAmps => Math.Min(Amps, PilotAmps ?? double.MaxValue);
}

/// <summary>A charger, as its emulator shows it.</summary>
/// <param name="State">The state of the EVSE.</param>
/// <param name="OfferedAmps">The current that the charger offers the car, in A.</param>
/// <param name="DrawnAmps">The current that the car draws, in A.</param>
public sealed record ChargerSample(int State, double OfferedAmps, double DrawnAmps)
{
    /// <summary>The state of a charger whose car charges.</summary>
    public const int Charging = 3;
}

/// <summary>The group as a station sees it: <c>GET /loadsharing/status</c>.</summary>
/// <param name="IsFailsafe">Whether the station is in failsafe.</param>
/// <param name="Peers">The rows of the peer list.</param>
/// <param name="Allocations">The allocations; empty unless the station is a controller.</param>
public sealed record GroupSample(bool IsFailsafe, IReadOnlyList<PeerSample> Peers, IReadOnlyList<AllocationSample> Allocations);

/// <summary>A row of a peer list.</summary>
/// <param name="Station">The role of the station, or the host of one that does not belong to the fleet.</param>
/// <param name="IsJoined">Whether it is joined.</param>
/// <param name="Priority">Its priority, in generations whose rows have one.</param>
public sealed record PeerSample(string Station, bool IsJoined, int Priority = 0);

/// <summary>An allocation of a controller.</summary>
/// <param name="Station">The role of the station, or the host of one that does not belong to the fleet.</param>
/// <param name="Amps">The allocated current, in A.</param>
/// <param name="Reason">The reason that the controller gives.</param>
/// <param name="Host">The host by which the controller orders stations of one priority.</param>
public sealed record AllocationSample(string Station, double Amps, string Reason, string Host = "");

/// <summary>The settings of a station that the monitor needs: <c>loadsharing_*</c> in <c>GET /config</c>.</summary>
public sealed record SettingsSample
{
    /// <summary>Whether load sharing is enabled.</summary>
    public bool Enabled { get; init; }

    /// <summary><c>controller</c>, <c>member</c>, or empty.</summary>
    public string Role { get; init; } = "";

    /// <summary>The controller of a member: its role in the test, or a host.</summary>
    public string Controller { get; init; } = "";

    /// <summary>The maximum of the group, in A.</summary>
    public double MaximumAmps { get; init; }

    /// <summary>The factor of the maximum.</summary>
    public double SafetyFactor { get; init; } = 1;

    /// <summary>The silence after which a member is in failsafe, in s.</summary>
    public double HeartbeatSeconds { get; init; } = 30;

    /// <summary>Whether failsafe stops the charger.</summary>
    public bool StopsInFailsafe { get; init; }

    /// <summary>The limit of a member in failsafe, in A.</summary>
    public double SafeAmps { get; init; } = 6;

    /// <summary>The current that is reserved for a member that is offline, in A.</summary>
    public double AssumedAmps { get; init; } = 6;

    /// <summary>The interval of the rotation, in s; 0 for none.</summary>
    public double RotationSeconds { get; init; }

    /// <summary>The priority, in generations that have it as a setting.</summary>
    public int Priority { get; init; }
}
