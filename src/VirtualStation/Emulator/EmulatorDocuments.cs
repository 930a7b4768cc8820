using System.Text.Json;

namespace VirtualStation.Emulator;

/// <summary>Writes the JSON documents of the emulator's HTTP API. Flask sorts the property names.</summary>
internal static class EmulatorDocuments
{
    public static void Status(Utf8JsonWriter json, ChargerState state, TimeSpan now)
    {
        json.WriteStartObject();
        json.WritePropertyName("ev");
        Vehicle(json, state.Vehicle);
        json.WritePropertyName("evse");
        Evse(json, state.Evse, now);
        json.WriteEndObject();
    }

    public static void Vehicle(Utf8JsonWriter json, Vehicle vehicle)
    {
        json.WriteStartObject();
        json.WriteNumber("actual_charge_rate_kw", Math.Round(vehicle.ActualKilowatts, 2));
        json.WriteNumber("battery_capacity_kwh", Emulator.Vehicle.BatteryKilowattHours);
        json.WriteBoolean("connected", vehicle.IsConnected);
        json.WriteBoolean("current_variance_enabled", vehicle.HasCurrentVariance);

        // The public emulator has this field but no request that sets it.
        json.WriteBoolean("diode_check_failed", false);
        json.WriteNumber("direct_current_amps", Math.Round(vehicle.DirectAmps, 1));
        json.WriteBoolean("direct_mode", vehicle.IsDirectMode);
        json.WriteNumber("max_charge_rate_kw", vehicle.MaximumKilowatts);
        json.WriteBoolean("requesting_charge", vehicle.RequestsCharge);
        json.WriteNumber("soc", Math.Round(vehicle.StateOfCharge, 1));
        json.WriteEndObject();
    }

    public static void Evse(Utf8JsonWriter json, Evse evse, TimeSpan now)
    {
        json.WriteStartObject();
        json.WriteNumber("actual_current", Math.Round(evse.ActualAmps, 1));
        json.WriteNumber("current_capacity", evse.CapacityAmps);
        json.WriteNumber("error_flags", (int)evse.Errors);
        json.WriteString("firmware_version", Emulator.Evse.FirmwareVersion);
        json.WriteNumber("gfci_count", evse.GfciCount);
        json.WriteNumber("lcd_backlight_color", evse.Display.Backlight);
        json.WriteString("lcd_row1", evse.Display.FirstRow);
        json.WriteString("lcd_row2", evse.Display.SecondRow);
        json.WriteNumber("no_ground_count", evse.NoGroundCount);
        json.WriteString("protocol_version", Emulator.Evse.ProtocolVersion);
        json.WriteString("service_level", evse.ServiceLevel);
        json.WriteNumber("session_energy_wh", Math.Round(evse.SessionWattHours));
        json.WriteNumber("session_time", evse.SessionSeconds(now));
        json.WriteNumber("state", (int)evse.State);
        json.WriteString("state_name", Name(evse.State));
        json.WriteNumber("stuck_relay_count", evse.StuckRelayCount);
        json.WriteNumber("temperature_ds", evse.ClockTemperature / 10.0);
        json.WriteNumber("temperature_mcp", evse.SensorTemperature / 10.0);
        json.WriteNumber("total_energy_wh", Math.Round(evse.TotalWattHours));
        json.WriteNumber("voltage", evse.Millivolts);
        json.WriteEndObject();
    }

    public static void Version(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("firmware", Emulator.Evse.FirmwareVersion);
        json.WriteString("protocol", Emulator.Evse.ProtocolVersion);
        json.WriteEndObject();
    }

    public static void Display(Utf8JsonWriter json, Display display)
    {
        json.WriteStartObject();
        json.WriteNumber("backlight_color", display.Backlight);
        json.WriteString("row1", display.FirstRow);
        json.WriteString("row2", display.SecondRow);
        json.WriteEndObject();
    }

    public static void Errors(Utf8JsonWriter json, Evse evse)
    {
        json.WriteStartObject();
        json.WriteStartObject("error_counts");
        json.WriteNumber("gfci", evse.GfciCount);
        json.WriteNumber("no_ground", evse.NoGroundCount);
        json.WriteNumber("stuck_relay", evse.StuckRelayCount);
        json.WriteEndObject();
        json.WriteNumber("error_flags", (int)evse.Errors);
        json.WriteEndObject();
    }

    private static string Name(EvseState state) => state switch
    {
        EvseState.NotConnected => "STATE_A_NOT_CONNECTED",
        EvseState.Connected => "STATE_B_CONNECTED",
        EvseState.Charging => "STATE_C_CHARGING",
        EvseState.VentRequired => "STATE_D_VENT_REQUIRED",
        EvseState.Sleep => "STATE_SLEEP",
        _ => "STATE_ERROR",
    };
}
