using System.Globalization;
using System.Text.Json;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Http;

/// <summary><c>/status</c>: what the station is doing.</summary>
internal sealed class StatusEndpoint(Contract contract, ConfigDocument config, GroupSettings group, IPeerRegistry registry, ChargerMonitor charger, TimeScale time)
{
    public const string Path = "/status$";

    public HttpReply Answer(HttpCall call) => call.Method == "GET" ? Show() : FirmwareApi.MethodNotAllowed;

    private HttpReply Show()
    {
        var reading = charger.Reading;
        var live = Live(reading);
        contract.AddStatus(live, new StationView(registry, group, reading));
        return HttpReply.Json(200, json =>
        {
            json.WriteStartObject();
            foreach (var property in contract.StatusTemplate.EnumerateObject())
            {
                LiveDocument.WriteValue(json, property.Name, property.Value, live);
            }

            json.WriteEndObject();
        });
    }

    private Dictionary<string, Action<Utf8JsonWriter>> Live(ChargerReading reading)
    {
        var now = DateTime.UtcNow;
        var traffic = charger.Traffic;
        var live = new Dictionary<string, Action<Utf8JsonWriter>>
        {
            ["time"] = json => json.WriteStringValue(now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            ["local_time"] = json => json.WriteStringValue(now.ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture)),
            ["temp"] = json => WriteTemperature(json, reading.ClockTemperature ?? reading.SensorTemperature),
            ["temp1"] = json => WriteTemperature(json, reading.ClockTemperature),
            ["temp2"] = json => WriteTemperature(json, reading.SensorTemperature),
        };

        var numbers = new (string Name, double Value)[]
        {
            ("comm_sent", traffic.Sent),
            ("comm_success", traffic.Succeeded),
            ("rapi_connected", reading.IsConnected ? 1 : 0),
            ("evse_connected", reading.IsConnected ? 1 : 0),

            // mA, as the native build has it.
            ("amp", reading.Milliamps),
            ("voltage", reading.Volts),
            ("power", reading.Milliamps / 1000.0 * reading.Volts),
            ("pilot", reading.PilotAmps),
            ("max_current", reading.ConfiguredMaximumAmps),
            ("state", reading.State),
            ("flags", reading.Flags),
            ("vehicle", reading.HasVehicle ? 1 : 0),
            ("uptime", Math.Floor(time.Elapsed.TotalSeconds)),
            ("session_elapsed", reading.ElapsedSeconds),
            ("elapsed", reading.ElapsedSeconds),
            ("session_energy", reading.SessionWattHours),
            ("wattsec", reading.SessionWattHours * 3600.0),
            ("gfcicount", reading.GfciCount),
            ("nogndcount", reading.NoGroundCount),
            ("stuckcount", reading.StuckRelayCount),
            ("config_version", config.Version),
        };
        foreach (var (name, value) in numbers)
        {
            live[name] = json => json.WriteNumberValue(value);
        }

        return live;
    }

    private static void WriteTemperature(Utf8JsonWriter json, int? tenths)
    {
        if (tenths is { } value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteBooleanValue(false);
        }
    }
}
