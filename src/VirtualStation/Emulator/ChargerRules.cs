namespace VirtualStation.Emulator;

/// <summary>State transitions of charger and vehicle, with the numbers of the public emulator. All functions are pure.</summary>
internal static class ChargerRules
{
    private const int HighestTemperature = 650;
    private const int AmbientTemperature = 200;

    // Above 80 % state of charge the battery accepts less power, down to half of it at 100 %.
    private const double TaperStart = 80;
    private const double TaperRange = 20;
    private const double TaperDepth = 0.5;
    private const double CurrentVariance = 0.01;

    /// <summary>First half of a tick: the charger follows the pilot signal. In sleep, a real charger detects the car, the public emulator does not.</summary>
    public static ChargerState ReadPilot(ChargerState state, TimeSpan now)
    {
        var evse = state.Evse;
        if (evse is { IsAsleep: true, Behaviour: EmulatorBehaviour.Public })
        {
            return state;
        }

        var pilot = evse.IsAsleep && state.Vehicle.IsConnected ? EvseState.Connected : state.Vehicle.Pilot;
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

    /// <summary>Second half of a tick: transfers energy, warms or cools the charger.</summary>
    /// <param name="state">The state after <see cref="ReadPilot"/>.</param>
    /// <param name="elapsed">Simulated time since the previous tick.</param>
    /// <param name="random">0 to 1, for the current variance.</param>
    public static ChargerState TransferEnergy(ChargerState state, TimeSpan elapsed, double random)
    {
        var vehicle = DrawPower(state.Vehicle, state.Evse, elapsed, random);
        var evse = state.Evse;
        if (evse.PilotState != EvseState.Charging)
        {
            var cooling = (int)(elapsed.TotalSeconds * 2);
            return new ChargerState(
                evse with
                {
                    ClockTemperature = Math.Max(AmbientTemperature, evse.ClockTemperature - cooling),
                    SensorTemperature = Math.Max(AmbientTemperature, evse.SensorTemperature - cooling),
                },
                vehicle);
        }

        var warming = (int)(elapsed.TotalSeconds * 0.5);
        return new ChargerState(
            evse with
            {
                ActualAmps = vehicle.ActualKilowatts * 1_000_000 / evse.Millivolts,
                SessionWattHours = evse.SessionWattHours + (vehicle.ActualKilowatts * 1000 * elapsed.TotalHours),
                ClockTemperature = Math.Min(HighestTemperature, evse.ClockTemperature + warming),
                SensorTemperature = Math.Min(HighestTemperature, evse.SensorTemperature + warming),
            },
            vehicle);
    }

    /// <summary>Sets an error and increments its counter.</summary>
    public static Evse SetError(Evse evse, EvseErrors error) => evse with
    {
        Errors = evse.Errors | error,
        ActualAmps = 0,
        GfciCount = evse.GfciCount + (error == EvseErrors.GfciTrip ? 1 : 0),
        NoGroundCount = evse.NoGroundCount + (error == EvseErrors.NoGround ? 1 : 0),
        StuckRelayCount = evse.StuckRelayCount + (error == EvseErrors.StuckRelay ? 1 : 0),
    };

    public static Evse Sleep(Evse evse) => evse with { IsAsleep = true, ActualAmps = 0 };

    /// <summary>Ends the session without adding its energy to the total. Keeps the errors.</summary>
    public static Evse Reset(Evse evse) => evse with { SessionStart = null, SessionWattHours = 0, ActualAmps = 0 };

    /// <summary>L1 sets 120 V, L2 240 V; Auto keeps the voltage.</summary>
    public static Evse WithServiceLevel(Evse evse, string level) => evse with
    {
        ServiceLevel = level,
        Millivolts = level switch { "L1" => 120_000, "L2" => 240_000, _ => evse.Millivolts },
    };

    public static Vehicle Unplug(Vehicle vehicle) => vehicle with { IsConnected = false, RequestsCharge = false, ActualKilowatts = 0 };

    private static Evse EndSession(Evse evse) => evse.SessionStart is null
        ? evse
        : evse with { TotalWattHours = evse.TotalWattHours + evse.SessionWattHours, SessionStart = null, SessionWattHours = 0 };

    private static Vehicle DrawPower(Vehicle vehicle, Evse evse, TimeSpan elapsed, double random)
    {
        var volts = evse.Millivolts / 1000.0;
        if (!vehicle.IsConnected || !vehicle.RequestsCharge || evse is { IsAsleep: true, Behaviour: EmulatorBehaviour.Charger })
        {
            return vehicle with { ActualKilowatts = 0 };
        }

        if (vehicle.IsDirectMode)
        {
            var variance = vehicle.HasCurrentVariance ? 1 + (((2 * random) - 1) * CurrentVariance) : 1;
            var amps = evse.Behaviour == EmulatorBehaviour.Charger ? Math.Min(vehicle.DirectAmps, evse.CapacityAmps) : vehicle.DirectAmps;
            return vehicle with { ActualKilowatts = amps * variance * volts / 1000 };
        }

        if (vehicle.StateOfCharge >= 100)
        {
            return vehicle with { ActualKilowatts = 0 };
        }

        var taper = vehicle.StateOfCharge > TaperStart ? 1 - ((vehicle.StateOfCharge - TaperStart) / TaperRange * TaperDepth) : 1;
        var reduction = vehicle.HasCurrentVariance ? 1 - (random * CurrentVariance) : 1;
        var kilowatts = Math.Min(evse.CapacityAmps * volts / 1000, vehicle.MaximumKilowatts) * taper * reduction;
        var charge = Math.Min(100, vehicle.StateOfCharge + (kilowatts * elapsed.TotalHours / Vehicle.BatteryKilowattHours * 100));
        return charge >= 100
            ? vehicle with { StateOfCharge = charge, RequestsCharge = false, ActualKilowatts = 0 }
            : vehicle with { StateOfCharge = charge, ActualKilowatts = kilowatts };
    }
}
