using System.Text.Json;
using VirtualStation.Firmware.Charging;

namespace VirtualStation.Firmware.Peers;

/// <summary>The charger of a station in the documents of a group.</summary>
internal sealed record PeerStatus(double Milliamps, double Volts, double PilotAmps, double Vehicle, double State, double MinimumAmps, double MaximumAmps)
{
    /// <summary>The priority that the station itself reports, until 2026-07.</summary>
    public double Priority { get; init; }

    public static PeerStatus From(ChargerReading charger) => new(
        charger.Milliamps, charger.Volts, charger.PilotAmps, charger.HasVehicle ? 1 : 0, charger.State, charger.MinimumAmps, charger.ConfiguredMaximumAmps);

    public void Write(Utf8JsonWriter json, double priority)
    {
        json.WriteNumber("amp", Milliamps);
        json.WriteNumber("voltage", Volts);
        json.WriteNumber("pilot", PilotAmps);
        json.WriteNumber("vehicle", Vehicle);
        json.WriteNumber("state", State);
        json.WriteNumber("min_current", MinimumAmps);
        json.WriteNumber("max_current", MaximumAmps);
        json.WriteNumber("priority", priority);
    }
}
