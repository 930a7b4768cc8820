using System.Text;
using StationTime;
using VirtualStation.Emulator;
using VirtualStation.Http;

namespace VirtualStation.Tests.Emulator;

/// <summary>The routes and documents of the emulator's HTTP API (docs/firmware-api.md, "Emulator").</summary>
[TestClass]
public sealed class EmulatorApiTests
{
    private static readonly string[] EvseFields =
    [
        "actual_current", "current_capacity", "error_flags", "firmware_version", "gfci_count", "no_ground_count", "stuck_relay_count", "service_level",
        "session_energy_wh", "session_time", "state", "state_name", "temperature_ds", "temperature_mcp", "total_energy_wh", "voltage",
    ];

    private static readonly string[] VehicleFields =
        ["connected", "requesting_charge", "soc", "battery_capacity_kwh", "max_charge_rate_kw", "actual_charge_rate_kw", "direct_mode", "direct_current_amps"];

    private readonly EmulatorApi _api = new(new ChargerSimulation(new SimulatedTime(1), TimeSpan.FromSeconds(1)));

    [TestMethod]
    public void GetStatus_AtBoot_HasDocumentedFields()
    {
        var status = GetJson("/api/status");

        Assert.IsEmpty(EvseFields.Except(status.GetProperty("evse").EnumerateObject().Select(field => field.Name)));
        Assert.IsEmpty(VehicleFields.Except(status.GetProperty("ev").EnumerateObject().Select(field => field.Name)));
    }

    [TestMethod]
    public void GetStatus_AtBoot_HasInitialValues()
    {
        var status = GetJson("/api/status");

        var (evse, ev) = (status.GetProperty("evse"), status.GetProperty("ev"));
        Assert.AreEqual(1, evse.GetProperty("state").GetInt32());
        Assert.AreEqual("STATE_A_NOT_CONNECTED", evse.GetProperty("state_name").GetString());
        Assert.AreEqual(32, evse.GetProperty("current_capacity").GetInt32());
        Assert.AreEqual(240_000, evse.GetProperty("voltage").GetInt32());
        Assert.AreEqual(50, ev.GetProperty("soc").GetDouble());
        Assert.AreEqual(75, ev.GetProperty("battery_capacity_kwh").GetDouble());
        Assert.AreEqual(7.2, ev.GetProperty("max_charge_rate_kw").GetDouble());
    }

    [TestMethod]
    [DataRow("/api/evse/status", "voltage")]
    [DataRow("/api/ev/status", "soc")]
    [DataRow("/api/evse/version", "firmware")]
    [DataRow("/api/errors/status", "error_counts")]
    public void Get_Document_HasItsField(string path, string field) => Assert.IsTrue(GetJson(path).TryGetProperty(field, out _));

    [TestMethod]
    [DataRow("/api/evse/current", """{"amps":16}""")]
    [DataRow("/api/evse/current", """{"amps":"80"}""")]
    [DataRow("/api/evse/service_level", """{"level":"L1"}""")]
    [DataRow("/api/ev/soc", """{"soc":100}""")]
    [DataRow("/api/ev/direct_current", """{"amps":10}""")]
    [DataRow("/api/ev/mode", """{"direct_mode":true}""")]
    [DataRow("/api/errors/clear", null)]
    [DataRow("/api/evse/disable", null)]
    [DataRow("/api/evse/enable", null)]
    [DataRow("/api/evse/reset", null)]
    [DataRow("/api/ev/connect", null)]
    [DataRow("/api/ev/request_charge", null)]
    [DataRow("/api/ev/stop_charge", null)]
    [DataRow("/api/ev/disconnect", null)]
    public void Post_ValidRequest_Succeeds(string path, string? body)
    {
        var response = Send("POST", path, body);

        Assert.AreEqual(200, response.Status);
        Assert.AreEqual("application/json", response.ContentType);
        Assert.AreEqual("""{"success":true}""", Encoding.UTF8.GetString(response.Body.Span));
    }

    [TestMethod]
    [DataRow("/api/evse/current", """{"amps":5}""", "Current must be between 6 and 80 amps")]
    [DataRow("/api/evse/current", """{"amps":81}""", "Current must be between 6 and 80 amps")]
    [DataRow("/api/evse/current", """{"amps":"x"}""", "Invalid amps value")]
    [DataRow("/api/evse/current", "{}", "Missing amps parameter")]
    [DataRow("/api/evse/service_level", """{"level":"L3"}""", "Level must be L1, L2, or Auto")]
    [DataRow("/api/ev/soc", """{"soc":100.5}""", "SoC must be between 0 and 100")]
    [DataRow("/api/ev/max_rate", """{"amps":-1}""", "Max rate must be positive")]
    [DataRow("/api/ev/direct_current", """{"amps":-0.1}""", "Current must be non-negative")]
    [DataRow("/api/ev/mode", "{}", "Missing direct_mode parameter")]
    [DataRow("/api/errors/trigger", """{"error":"none"}""", "Unknown error type")]
    public void Post_InvalidRequest_HasErrorMessage(string path, string? body, string error)
    {
        var response = Send("POST", path, body);

        Assert.AreEqual(400, response.Status);
        Assert.AreEqual("application/json", response.ContentType);
        Assert.AreEqual($$"""{"error":"{{error}}"}""", Encoding.UTF8.GetString(response.Body.Span));
    }

    [TestMethod]
    [DataRow("POST", "/api/evse/current", "text/plain", 415)]
    [DataRow("POST", "/api/evse/current", "application/vnd.api+json", 200)]
    [DataRow("PUT", "/api/evse/current", "application/json", 405)]
    [DataRow("POST", "/api/status", "application/json", 405)]
    [DataRow("GET", "/api/ev/connect", "application/json", 404)]
    [DataRow("GET", "/api/status/", "application/json", 404)]
    public void Send_OutsideOfRoutes_HasStatusOfFlask(string method, string path, string contentType, int status) =>
        Assert.AreEqual(status, Send(method, path, """{"amps":16}""", contentType).Status);

    private JsonElement GetJson(string path)
    {
        var response = Send("GET", path, null);
        Assert.AreEqual(200, response.Status);
        Assert.AreEqual("application/json", response.ContentType);
        return JsonElement.Parse(response.Body.Span);
    }

    private ApiResponse Send(string method, string path, string? body, string contentType = "application/json") =>
        _api.Handle(new ApiRequest(method, path, contentType, Encoding.UTF8.GetBytes(body ?? "")));
}
