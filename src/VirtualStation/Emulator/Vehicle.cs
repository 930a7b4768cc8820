namespace VirtualStation.Emulator;

/// <summary>The vehicle's half of the simulation.</summary>
internal sealed record Vehicle
{
    public const double BatteryKilowattHours = 75;

    public bool IsConnected { get; init; }

    public bool RequestsCharge { get; init; }

    /// <summary>%.</summary>
    public double StateOfCharge { get; init; } = 50;

    public double MaximumKilowatts { get; init; } = 7.2;

    public double ActualKilowatts { get; init; }

    /// <summary>Whether it draws <see cref="DirectAmps"/> instead of what a battery would.</summary>
    public bool IsDirect { get; init; }

    public double DirectAmps { get; init; }

    /// <summary>Whether the drawn current wavers by up to 1 %.</summary>
    public bool IsWavering { get; init; }

    /// <summary>What the pilot signal tells the charger.</summary>
    public EvseState Pilot => !IsConnected ? EvseState.NotConnected : RequestsCharge && ActualKilowatts > 0 ? EvseState.Charging : EvseState.Connected;
}
