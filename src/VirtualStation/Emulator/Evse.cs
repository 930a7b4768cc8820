namespace VirtualStation.Emulator;

/// <summary>The charger's state codes: SAE J1772 states A to D, and codes of the OpenEVSE controller.</summary>
internal enum EvseState
{
    NotConnected = 1,
    Connected = 2,
    Charging = 3,
    VentRequired = 4,
    Sleep = 253,
    Error = 254,
}

/// <summary>The charger's error flags.</summary>
[Flags]
internal enum EvseErrors
{
    None = 0,
    GfciTrip = 0x01,
    StuckRelay = 0x02,
    NoGround = 0x04,
    DiodeCheckFailed = 0x08,
    OverTemperature = 0x10,
    GfiSelfTestFailed = 0x20,
}

/// <summary>The simulated charger.</summary>
internal sealed record Evse
{
    public const string FirmwareVersion = "8.2.1";
    public const string ProtocolVersion = "5.0.1";
    public const int MinimumAmps = 6;
    public const int MaximumAmps = 80;

    /// <summary>The pilot current and the configured maximum in the response to <c>$GC</c>. The public emulator never changes them.</summary>
    public const int ConfiguredAmps = 32;

    /// <summary>The state code of RAPI while a real charger sleeps. The public emulator uses it for errors.</summary>
    private const int ChargerSleepState = 254;

    public EmulatorBehaviour Behaviour { get; init; }

    /// <summary>The state that follows from the vehicle's pilot signal, regardless of sleep and errors.</summary>
    public EvseState PilotState { get; init; } = EvseState.NotConnected;

    public bool IsAsleep { get; init; }

    public EvseErrors Errors { get; init; }

    public int CapacityAmps { get; init; } = 32;

    public double ActualAmps { get; init; }

    public int Millivolts { get; init; } = 240_000;

    /// <summary>L1, L2 or Auto.</summary>
    public string ServiceLevel { get; init; } = "L2";

    /// <summary>Tenths of °C, from the sensor of the clock chip (DS3231).</summary>
    public int ClockTemperature { get; init; } = 250;

    /// <summary>Tenths of °C, from the second sensor (MCP9808).</summary>
    public int SensorTemperature { get; init; } = 250;

    /// <summary>Start of the charging session in simulated time; null without a session.</summary>
    public TimeSpan? SessionStart { get; init; }

    public double SessionWattHours { get; init; }

    public double TotalWattHours { get; init; }

    public int GfciCount { get; init; }

    public int NoGroundCount { get; init; }

    public int StuckRelayCount { get; init; }

    /// <summary>Whether responses repeat the RAPI command.</summary>
    public bool Echo { get; init; }

    public Display Display { get; init; } = new();

    /// <summary>The reported state. An error takes precedence over sleep, and sleep over the pilot state.</summary>
    public EvseState State => Errors != EvseErrors.None ? EvseState.Error : IsAsleep ? EvseState.Sleep : PilotState;

    /// <summary>The state code of RAPI.</summary>
    public int RapiState => Behaviour == EmulatorBehaviour.Public ? (int)State : State switch
    {
        EvseState.Sleep => ChargerSleepState,
        EvseState.Error => ChargerErrorState,
        _ => (int)State,
    };

    /// <summary>The pilot current in the response to <c>$GC</c>.</summary>
    public int RapiPilotAmps => Behaviour == EmulatorBehaviour.Public ? ConfiguredAmps : CapacityAmps;

    // The codes of the OpenEVSE controller, the first error first.
    private int ChargerErrorState =>
        Errors.HasFlag(EvseErrors.DiodeCheckFailed) ? 5
        : Errors.HasFlag(EvseErrors.GfciTrip) ? 6
        : Errors.HasFlag(EvseErrors.NoGround) ? 7
        : Errors.HasFlag(EvseErrors.StuckRelay) ? 8
        : Errors.HasFlag(EvseErrors.GfiSelfTestFailed) ? 9
        : 10;

    /// <summary>The errors, 0x0100 if a vehicle is connected, 0x0040 if it is charging.</summary>
    public int StatusFlags => (int)Errors | PilotState switch
    {
        EvseState.Connected => 0x0100,
        EvseState.Charging => 0x0140,
        _ => 0,
    };

    public int SessionSeconds(TimeSpan now) => SessionStart is { } start ? (int)(now - start).TotalSeconds : 0;
}
