namespace VirtualStation.Firmware.Charging;

/// <summary>What is known of the charger. The defaults are what a station without one tells.</summary>
internal sealed record ChargerReading
{
    public const double DefaultVolts = 240;

    /// <summary>Whether it answers.</summary>
    public bool IsConnected { get; init; }

    public string Firmware { get; init; } = "";

    public string Protocol { get; init; } = "-";

    public string Serial { get; init; } = "";

    /// <summary>The controller's state code; 0 while it is not known.</summary>
    public int State { get; init; }

    /// <summary>Errors and 0x0100 vehicle connected, 0x0040 charging.</summary>
    public int Flags { get; init; }

    /// <summary>s, of the session.</summary>
    public int ElapsedSeconds { get; init; }

    public int Milliamps { get; init; }

    public double Volts { get; init; } = DefaultVolts;

    /// <summary>A, what the vehicle is offered.</summary>
    public int PilotAmps { get; init; }

    public int MinimumAmps { get; init; }

    public int HardwareMaximumAmps { get; init; } = 80;

    public int ConfiguredMaximumAmps { get; init; }

    /// <summary>Tenths of °C; null while not known.</summary>
    public int? ClockTemperature { get; init; }

    /// <summary>Tenths of °C; null while not known.</summary>
    public int? SensorTemperature { get; init; }

    public int SessionWattHours { get; init; }

    public int GfciCount { get; init; }

    public int NoGroundCount { get; init; }

    public int StuckRelayCount { get; init; }

    public bool HasVehicle => (Flags & 0x0100) != 0;
}
