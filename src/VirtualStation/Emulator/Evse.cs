namespace VirtualStation.Emulator;

/// <summary>The charger's half of the simulation.</summary>
internal sealed record Evse
{
    public const string FirmwareVersion = "8.2.1";
    public const string ProtocolVersion = "5.0.1";
    public const int MinimumAmps = 6;
    public const int MaximumAmps = 80;

    /// <summary>A, what $GC tells of pilot and configured maximum: the emulator never changes it.</summary>
    public const int ConfiguredAmps = 32;

    /// <summary>The state the vehicle's pilot signal leads to, without sleep and errors.</summary>
    public EvseState PilotState { get; init; } = EvseState.NotConnected;

    public bool IsAsleep { get; init; }

    public EvseErrors Errors { get; init; }

    public int CapacityAmps { get; init; } = 32;

    public double ActualAmps { get; init; }

    public int Millivolts { get; init; } = 240_000;

    /// <summary>L1, L2 or Auto.</summary>
    public string ServiceLevel { get; init; } = "L2";

    /// <summary>Tenths of °C, the clock chip's sensor.</summary>
    public int ClockTemperature { get; init; } = 250;

    /// <summary>Tenths of °C, the second sensor.</summary>
    public int SensorTemperature { get; init; } = 250;

    /// <summary>When the session began, in time since the start.</summary>
    public TimeSpan? SessionStart { get; init; }

    public double SessionWattHours { get; init; }

    public double TotalWattHours { get; init; }

    public int GfciCount { get; init; }

    public int NoGroundCount { get; init; }

    public int StuckRelayCount { get; init; }

    /// <summary>Whether RAPI commands are echoed.</summary>
    public bool Echo { get; init; }

    public Display Display { get; init; } = new();

    /// <summary>What is reported: errors win over sleep, sleep over the pilot.</summary>
    public EvseState State => Errors != EvseErrors.None ? EvseState.Error : IsAsleep ? EvseState.Sleep : PilotState;

    /// <summary>Errors, 0x0100 vehicle connected, 0x0040 charging.</summary>
    public int StatusFlags => (int)Errors | PilotState switch
    {
        EvseState.Connected => 0x0100,
        EvseState.Charging => 0x0140,
        _ => 0,
    };

    public int SessionSeconds(TimeSpan now) => SessionStart is { } start ? (int)(now - start).TotalSeconds : 0;
}
