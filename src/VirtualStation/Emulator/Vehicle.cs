namespace VirtualStation.Emulator;

/// <summary>The simulated vehicle.</summary>
internal sealed record Vehicle
{
    public const double BatteryKilowattHours = 75;

    public bool IsConnected { get; init; }

    public bool RequestsCharge { get; init; }

    /// <summary>Percent.</summary>
    public double StateOfCharge { get; init; } = 50;

    public double MaximumKilowatts { get; init; } = 7.2;

    public double ActualKilowatts { get; init; }

    /// <summary>Whether the vehicle draws <see cref="DirectAmps"/> instead of the current that its battery accepts.</summary>
    public bool IsDirectMode { get; init; }

    public double DirectAmps { get; init; }

    /// <summary>Whether the drawn current varies randomly by up to 1 %.</summary>
    public bool HasCurrentVariance { get; init; }

    /// <summary>The state that the pilot signal of the vehicle requests.</summary>
    public EvseState Pilot => !IsConnected ? EvseState.NotConnected : RequestsCharge && ActualKilowatts > 0 ? EvseState.Charging : EvseState.Connected;
}
