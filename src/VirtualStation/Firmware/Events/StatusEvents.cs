using System.Net.WebSockets;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Events;

/// <summary><c>/ws</c>: sends the status to a new client, and each change of it to all clients.</summary>
internal sealed class StatusEvents
{
    public const string Path = "/ws";

    // The whole status is longer than the buffer in which generations until 2026-07 send it: the properties from this one on are missing.
    private const string FirstMissingProperty = "ota_update";

    private static readonly string[] MqttProperties = ["mqtt_connected", "mqtt_status"];
    private static readonly string[] CurrentProperties = ["amp", "voltage"];
    private static readonly string[] TotalProperties =
        ["session_elapsed", "session_energy", "total_energy", "total_day", "total_week", "total_month", "total_year", "total_switches"];

    private static readonly string[] StateProperties =
        ["state", "flags", "vehicle", "colour", "pilot", "max_current", "manual_override", "status", "elapsed", "amp", "voltage", "power"];

    private static readonly string[] ChargerProperties =
    [
        "evse_connected", "amp", "voltage", "power", "pilot", "max_current", "temp", "temp_max", "temp1", "temp2", "temp3", "state", "status", "flags",
        "vehicle", "colour", "manual_override", "freeram", "divertmode", "srssi", "time", "local_time", "offset", "uptime", .. TotalProperties, "elapsed",
        "wattsec", "watthour",
    ];

    private readonly FirmwareGeneration _generation;
    private readonly EventClients _clients;
    private readonly StatusDocument _status;
    private readonly ChargerMonitor _charger;
    private readonly TimeProvider _time;

    public StatusEvents(
        FirmwareGeneration generation, EventClients clients, StatusDocument status, ConfigDocument config, IClaims claims, ChargerMonitor charger,
        TimeProvider time)
    {
        (_generation, _clients, _status, _charger, _time) = (generation, clients, status, charger, time);
        claims.Changed += () => BroadcastNumber("claims_version", claims.Version);
        config.Changed += _ => BroadcastNumber("config_version", config.Version);
    }

    public WebSocketEndpoint Endpoint => new(Path, ServeAsync);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var mqtt = new Repetition(_time, FirmwareIntervals.MqttEvent);
        var charger = new Repetition(_time, FirmwareIntervals.ChargerEvent);
        var current = new Repetition(_time, FirmwareIntervals.CurrentEvent);
        var totals = new Repetition(_time, FirmwareIntervals.TotalsEvent);
        var last = _charger.Reading;
        for (; ; await Task.Delay(FirmwareIntervals.EventCheck, _time, cancellationToken))
        {
            var reading = _charger.Reading;
            SendIf(reading.State != last.State || reading.HasVehicle != last.HasVehicle, StateProperties);
            SendIf((current.IsDue() && reading.IsCharging) || reading.Milliamps != last.Milliamps, CurrentProperties);
            SendIf(totals.IsDue() && reading.IsCharging, TotalProperties);
            SendIf(charger.IsDue(), ChargerProperties);
            SendIf(mqtt.IsDue(), MqttProperties);
            last = reading;
        }
    }

    private Task ServeAsync(WebSocket socket, CancellationToken cancellationToken) => _clients.ServeAsync(
        socket,
        send =>
        {
            if (_generation.SendsWholeStatus)
            {
                send(_status.Write());
            }
            else
            {
                _clients.Broadcast(_status.Write(until: FirstMissingProperty));
            }
        },
        cancellationToken);

    private void BroadcastNumber(string name, int value)
    {
        if (!_clients.IsEmpty)
        {
            _clients.Broadcast(JsonText.WriteObject(json => json.WriteNumber(name, value)));
        }
    }

    private void SendIf(bool condition, string[] properties)
    {
        if (condition && !_clients.IsEmpty)
        {
            _clients.Broadcast(_status.WriteProperties(properties));
        }
    }

    private sealed class Repetition(TimeProvider time, TimeSpan interval)
    {
        private long _last = time.GetTimestamp();

        public bool IsDue()
        {
            if (time.GetElapsedTime(_last) < interval)
            {
                return false;
            }

            _last = time.GetTimestamp();
            return true;
        }
    }
}
