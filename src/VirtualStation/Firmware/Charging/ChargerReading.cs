namespace VirtualStation.Firmware.Charging;

/// <summary>The last known values of the charger. The defaults are those that a station without a charger reports.</summary>
internal sealed record ChargerReading
{
    public const double DefaultVolts = 240;

    /// <summary>The state code while a car charges.</summary>
    public const int Charging = 3;

    public bool IsConnected { get; init; }

    public string Firmware { get; init; } = "";

    public string Protocol { get; init; } = "-";

    public string Serial { get; init; } = "";

    /// <summary>The state code of the controller; 0 if unknown.</summary>
    public int State { get; init; }

    /// <summary>The errors, 0x0100 if a vehicle is connected, 0x0040 if it is charging.</summary>
    public int Flags { get; init; }

    /// <summary>Seconds since the start of the charging session.</summary>
    public int ElapsedSeconds { get; init; }

    public int Milliamps { get; init; }

    public double Volts { get; init; } = DefaultVolts;

    /// <summary>The current offered to the vehicle, as far as the charger has confirmed it.</summary>
    public int PilotAmps { get; init; }

    public int MinimumAmps { get; init; }

    public int HardwareMaximumAmps { get; init; } = 80;

    public int ConfiguredMaximumAmps { get; init; }

    /// <summary>Tenths of °C; null if unknown.</summary>
    public int? ClockTemperature { get; init; }

    /// <summary>Tenths of °C; null if unknown.</summary>
    public int? SensorTemperature { get; init; }

    public int SessionWattHours { get; init; }

    public int GfciCount { get; init; }

    public int NoGroundCount { get; init; }

    public int StuckRelayCount { get; init; }

    public bool HasVehicle => (Flags & 0x0100) != 0;

    public bool IsCharging => State == Charging;
}
