using System.Text.Json;
using VirtualStation.Http;

namespace VirtualStation.Emulator;

/// <summary>The HTTP API of the public emulator.</summary>
internal sealed class EmulatorApi
{
    private const int MaximumDepth = 64;

    private static readonly Dictionary<string, ApiHandler> NoMethods = [];
    private readonly ChargerSimulation _charger;
    private readonly Dictionary<string, Dictionary<string, ApiHandler>> _routes = new(StringComparer.Ordinal);

    public EmulatorApi(ChargerSimulation charger)
    {
        _charger = charger;
        Get("/api/status", json => EmulatorDocuments.Status(json, charger.State, charger.Now));
        Get("/api/evse/status", json => EmulatorDocuments.Evse(json, charger.State.Evse, charger.Now));
        Get("/api/evse/version", EmulatorDocuments.Version);
        Get("/api/evse/lcd", json => EmulatorDocuments.Display(json, charger.State.Evse.Display));
        Get("/api/evse/lcd/backlight", WriteBacklight);
        Get("/api/ev/status", json => EmulatorDocuments.Vehicle(json, charger.State.Vehicle));
        Get("/api/errors/status", json => EmulatorDocuments.Errors(json, charger.State.Evse));

        Post("/api/evse/enable", () => charger.Enable() ? Success() : BadRequest("Cannot enable (errors present)", withSuccess: true));
        Post("/api/evse/disable", () => Change(ChargerRules.Sleep));
        Post("/api/evse/reset", () => Change(ChargerRules.Reset));
        Post("/api/evse/current", "amps", SetCurrent);
        Post("/api/evse/service_level", "level", SetServiceLevel);
        Post("/api/evse/lcd", SetDisplay);
        Post("/api/evse/lcd/backlight", SetBacklight);
        Post("/api/ev/connect", () => Change(vehicle => vehicle with { IsConnected = true }));
        Post("/api/ev/disconnect", () => Change(ChargerRules.Unplug));
        Post("/api/ev/request_charge", () => Change(vehicle => vehicle with { RequestsCharge = vehicle.IsConnected }));
        Post("/api/ev/stop_charge", () => Change(vehicle => vehicle with { RequestsCharge = false }));
        Post("/api/ev/soc", "soc", SetStateOfCharge);
        Post("/api/ev/max_rate", "amps", SetMaximumRate);
        Post("/api/ev/direct_current", "amps", SetDirectCurrent);
        Post("/api/ev/mode", "direct_mode", value => Change(vehicle => vehicle with { IsDirectMode = JsonInput.IsTrue(value) }));
        Post("/api/ev/current_variance", "enabled", value => Change(vehicle => vehicle with { HasCurrentVariance = JsonInput.IsTrue(value) }));
        Post("/api/errors/trigger", "error", TriggerError);
        Post("/api/errors/clear", () => Change(evse => evse with { Errors = EvseErrors.None }));
    }

    public ApiResponse Handle(ApiRequest request)
    {
        var methods = _routes.GetValueOrDefault(request.Path, NoMethods);
        var method = request.Method == HttpMethods.Head ? HttpMethods.Get : request.Method;
        var response = methods.TryGetValue(method, out var handler) ? handler(request)
            : method == HttpMethods.Options ? FlaskError.Options(methods.Keys)
            : method == HttpMethods.Get ? FlaskError.NotFound
            : FlaskError.MethodNotAllowed(methods.Keys);

        // flask-cors adds it to every response.
        return response with { Headers = new Dictionary<string, string>(response.Headers) { ["Access-Control-Allow-Origin"] = "*" } };
    }

    private static bool IsJson(string contentType) => contentType == "application/json"
        || (contentType.StartsWith("application/", StringComparison.Ordinal) && contentType.EndsWith("+json", StringComparison.Ordinal));

    private static ApiResponse Success() => ApiResponse.JsonObject(200, json => json.WriteBoolean("success", true));

    private static ApiResponse BadRequest(string error, bool withSuccess = false) => ApiResponse.JsonObject(400, json =>
    {
        json.WriteString("error", error);
        if (withSuccess)
        {
            json.WriteBoolean("success", false);
        }
    });

    private void Get(string path, Action<Utf8JsonWriter> write) => Add(HttpMethods.Get, path, _ => ApiResponse.Json(200, write));

    private void Post(string path, Func<ApiResponse> handler) => Add(HttpMethods.Post, path, _ => handler());

    private void Post(string path, Func<JsonInput, ApiResponse> handler) => Add(HttpMethods.Post, path, request =>
    {
        if (!IsJson(request.ContentType))
        {
            return FlaskError.UnsupportedMediaType;
        }

        return JsonText.FirstValue(request.Body.Span, MaximumDepth) is { } document ? handler(new JsonInput(document)) : FlaskError.BadRequest;
    });

    private void Post(string path, string name, Func<JsonElement, ApiResponse> handler) =>
        Post(path, input => input.Find(name) is { } value ? handler(value) : BadRequest($"Missing {name} parameter"));

    private void Add(string method, string path, ApiHandler handler)
    {
        if (!_routes.TryGetValue(path, out var methods))
        {
            _routes[path] = methods = new Dictionary<string, ApiHandler>(StringComparer.Ordinal);
        }

        methods[method] = handler;
    }

    private ApiResponse Change(Func<Evse, Evse> change)
    {
        _charger.Update(change);
        return Success();
    }

    private ApiResponse Change(Func<Vehicle, Vehicle> change)
    {
        _charger.Update(change);
        return Success();
    }

    private void WriteBacklight(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("backlight_color", _charger.State.Evse.Display.Backlight);
        json.WriteEndObject();
    }

    private ApiResponse SetCurrent(JsonElement value) => JsonInput.Integer(value) switch
    {
        null => BadRequest("Invalid amps value"),
        < Evse.MinimumAmps or > Evse.MaximumAmps => BadRequest("Current must be between 6 and 80 amps"),
        { } amps => Change(evse => evse with { CapacityAmps = amps }),
    };

    private ApiResponse SetServiceLevel(JsonElement value)
    {
        var level = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return level is "L1" or "L2" or "Auto" ? Change(evse => ChargerRules.WithServiceLevel(evse, level)) : BadRequest("Level must be L1, L2, or Auto");
    }

    private ApiResponse SetDisplay(JsonInput input) => Change(evse => evse with
    {
        Display = evse.Display.WithRows(Row(input, "row1"), Row(input, "row2")),
    });

    private static string? Row(JsonInput input, string name) => input.Find(name) is { ValueKind: JsonValueKind.String } row ? row.GetString() : null;

    private ApiResponse SetBacklight(JsonInput input) =>
        input.Find("color") is { ValueKind: JsonValueKind.Number } value && JsonInput.Integer(value) is { } colour and >= 0 and <= 7
        ? Change(evse => evse with { Display = evse.Display with { Backlight = colour } })
        : BadRequest("Color must be 0-7");

    private ApiResponse SetStateOfCharge(JsonElement value) => JsonInput.Number(value) switch
    {
        null => BadRequest("Invalid soc value"),
        < 0 or > 100 => BadRequest("SoC must be between 0 and 100"),
        { } percent => Change(vehicle => vehicle with { StateOfCharge = percent }),
    };

    private ApiResponse SetMaximumRate(JsonElement value) => JsonInput.Number(value) switch
    {
        null => BadRequest("Invalid amps value"),
        < 0 => BadRequest("Max rate must be positive"),
        { } amps => Change(vehicle => vehicle with { MaximumKilowatts = amps * (_charger.State.Evse.Millivolts / 1000.0) / 1000 }),
    };

    private ApiResponse SetDirectCurrent(JsonElement value) => JsonInput.Number(value) switch
    {
        null => BadRequest("Invalid amps value"),
        < 0 => BadRequest("Current must be non-negative"),
        { } amps => Change(vehicle => vehicle with { DirectAmps = amps }),
    };

    private ApiResponse TriggerError(JsonElement value)
    {
        var error = (value.ValueKind == JsonValueKind.String ? value.GetString() : null) switch
        {
            "gfci" => EvseErrors.GfciTrip,
            "stuck_relay" => EvseErrors.StuckRelay,
            "no_ground" => EvseErrors.NoGround,
            "diode_check" => EvseErrors.DiodeCheckFailed,
            "over_temp" => EvseErrors.OverTemperature,
            "gfi_self_test" => EvseErrors.GfiSelfTestFailed,
            _ => EvseErrors.None,
        };
        return error == EvseErrors.None ? BadRequest("Unknown error type") : Change(evse => ChargerRules.SetError(evse, error));
    }
}
