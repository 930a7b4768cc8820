namespace VirtualStation.Emulator;

/// <summary>How one state of charger and vehicle leads to the next: pure functions, as the public emulator has them.</summary>
internal static class ChargerRules
{
    private const int HighestTemperature = 650;
    private const int AmbientTemperature = 200;
    private const double TaperStart = 80;
    private const double TaperRange = 20;
    private const double TaperDepth = 0.5;
    private const double Waver = 0.01;

    /// <summary>First half of a tick: the charger looks at the pilot signal. Asleep it does not.</summary>
    public static ChargerState ReadPilot(ChargerState state, TimeSpan now)
    {
        var evse = state.Evse;
        if (evse.IsAsleep)
        {
            return state;
        }

        var pilot = state.Vehicle.Pilot;
        return state with
        {
            Evse = pilot switch
            {
                EvseState.NotConnected => EndSession(evse) with { PilotState = pilot, Errors = EvseErrors.None, ActualAmps = 0 },
                EvseState.Charging => evse with
                {
                    PilotState = pilot,
                    ActualAmps = evse.PilotState == EvseState.Charging ? evse.ActualAmps : evse.CapacityAmps,
                    SessionStart = evse.SessionStart ?? now,
                },
                _ => evse with { PilotState = pilot, ActualAmps = 0 },
            },
        };
    }

    /// <summary>Second half of a tick: energy flows.</summary>
    /// <param name="state">Before.</param>
    /// <param name="passed">Time since the tick before.</param>
    /// <param name="random">0 to 1.</param>
    public static ChargerState Charge(ChargerState state, TimeSpan passed, double random)
    {
        var vehicle = Draw(state.Vehicle, state.Evse, passed, random);
        var evse = state.Evse;
        if (evse.PilotState != EvseState.Charging)
        {
            var cooler = (int)(passed.TotalSeconds * 2);
            return new ChargerState(
                evse with
                {
                    ClockTemperature = Math.Max(AmbientTemperature, evse.ClockTemperature - cooler),
                    SensorTemperature = Math.Max(AmbientTemperature, evse.SensorTemperature - cooler),
                },
                vehicle);
        }

        var warmer = (int)(passed.TotalSeconds * 0.5);
        return new ChargerState(
            evse with
            {
                ActualAmps = vehicle.ActualKilowatts * 1_000_000 / evse.Millivolts,
                SessionWattHours = evse.SessionWattHours + (vehicle.ActualKilowatts * 1000 * passed.TotalHours),
                ClockTemperature = Math.Min(HighestTemperature, evse.ClockTemperature + warmer),
                SensorTemperature = Math.Min(HighestTemperature, evse.SensorTemperature + warmer),
            },
            vehicle);
    }

    public static Evse Fail(Evse evse, EvseErrors error) => evse with
    {
        Errors = evse.Errors | error,
        ActualAmps = 0,
        GfciCount = evse.GfciCount + (error == EvseErrors.GfciTrip ? 1 : 0),
        NoGroundCount = evse.NoGroundCount + (error == EvseErrors.NoGround ? 1 : 0),
        StuckRelayCount = evse.StuckRelayCount + (error == EvseErrors.StuckRelay ? 1 : 0),
    };

    public static Evse Sleep(Evse evse) => evse with { IsAsleep = true, ActualAmps = 0 };

    /// <summary>Ends the session without adding it to the total; errors stay.</summary>
    public static Evse Reset(Evse evse) => evse with { SessionStart = null, SessionWattHours = 0, ActualAmps = 0 };

    /// <summary>L1 is 120 V, L2 240 V; Auto leaves the voltage as it is.</summary>
    public static Evse WithServiceLevel(Evse evse, string level) => evse with
    {
        ServiceLevel = level,
        Millivolts = level switch { "L1" => 120_000, "L2" => 240_000, _ => evse.Millivolts },
    };

    public static Vehicle Unplug(Vehicle vehicle) => vehicle with { IsConnected = false, RequestsCharge = false, ActualKilowatts = 0 };

    private static Evse EndSession(Evse evse) => evse.SessionStart is null
        ? evse
        : evse with { TotalWattHours = evse.TotalWattHours + evse.SessionWattHours, SessionStart = null, SessionWattHours = 0 };

    private static Vehicle Draw(Vehicle vehicle, Evse evse, TimeSpan passed, double random)
    {
        var volts = evse.Millivolts / 1000.0;
        if (!vehicle.IsConnected || !vehicle.RequestsCharge)
        {
            return vehicle with { ActualKilowatts = 0 };
        }

        if (vehicle.IsDirect)
        {
            var wavering = vehicle.IsWavering ? 1 + (((2 * random) - 1) * Waver) : 1;
            return vehicle with { ActualKilowatts = vehicle.DirectAmps * wavering * volts / 1000 };
        }

        if (vehicle.StateOfCharge >= 100)
        {
            return vehicle with { ActualKilowatts = 0 };
        }

        var taper = vehicle.StateOfCharge > TaperStart ? 1 - ((vehicle.StateOfCharge - TaperStart) / TaperRange * TaperDepth) : 1;
        var kilowatts = Math.Min(evse.CapacityAmps * volts / 1000, vehicle.MaximumKilowatts) * taper * (vehicle.IsWavering ? 1 - (random * Waver) : 1);
        var charge = Math.Min(100, vehicle.StateOfCharge + (kilowatts * passed.TotalHours / Vehicle.BatteryKilowattHours * 100));
        return charge >= 100
            ? vehicle with { StateOfCharge = charge, RequestsCharge = false, ActualKilowatts = 0 }
            : vehicle with { StateOfCharge = charge, ActualKilowatts = kilowatts };
    }
}
