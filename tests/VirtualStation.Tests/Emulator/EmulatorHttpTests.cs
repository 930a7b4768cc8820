using System.Text.Json;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Emulator;

/// <summary>The emulator's HTTP API, line by line of its facts.</summary>
[TestClass]
public sealed class EmulatorHttpTests : StationTest
{
    private static readonly string[] EvseFields =
    [
        "actual_current", "current_capacity", "error_flags", "firmware_version", "gfci_count", "no_ground_count", "stuck_relay_count", "service_level", "session_energy_wh",
        "session_time", "state", "state_name", "temperature_ds", "temperature_mcp", "total_energy_wh", "voltage",
    ];

    private static readonly string[] VehicleFields =
        ["connected", "requesting_charge", "soc", "battery_capacity_kwh", "max_charge_rate_kw", "actual_charge_rate_kw", "direct_mode", "direct_current_amps"];

    [TestMethod]
    public async Task Status_AtBoot_HasTheFactsFieldsAndValues()
    {
        var emulator = await StartEmulatorAsync();
        var answer = await emulator.Http.GetAsync("/api/status", Token);
        var (evse, ev) = (answer.Json.GetProperty("evse"), answer.Json.GetProperty("ev"));

        Assert.AreEqual("application/json", answer.ContentType);
        Assert.IsEmpty(EvseFields.Except(evse.EnumerateObject().Select(field => field.Name)));
        Assert.IsEmpty(VehicleFields.Except(ev.EnumerateObject().Select(field => field.Name)));
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
    public async Task Get_EachDocument_IsAnObjectWithItsField(string path, string field)
    {
        var emulator = await StartEmulatorAsync();
        var answer = await emulator.Http.GetAsync(path, Token);
        Assert.AreEqual(200, answer.Status);
        Assert.IsTrue(answer.Json.TryGetProperty(field, out _), answer.Body);
    }

    [TestMethod]
    public async Task Post_TableOfTheFacts_EachAnsweredAsThere()
    {
        (string Path, string? Body, int Status, string Answer)[] table =
        [
            ("/api/evse/current", """{"amps":16}""", 200, """{"success":true}"""),
            ("/api/evse/current", """{"amps":"80"}""", 200, """{"success":true}"""),
            ("/api/evse/current", """{"amps":5}""", 400, """{"error":"Current must be between 6 and 80 amps"}"""),
            ("/api/evse/current", """{"amps":81}""", 400, """{"error":"Current must be between 6 and 80 amps"}"""),
            ("/api/evse/current", """{"amps":"x"}""", 400, """{"error":"Invalid amps value"}"""),
            ("/api/evse/current", "{}", 400, """{"error":"Missing amps parameter"}"""),
            ("/api/evse/service_level", """{"level":"L1"}""", 200, """{"success":true}"""),
            ("/api/evse/service_level", """{"level":"L3"}""", 400, """{"error":"Level must be L1, L2, or Auto"}"""),
            ("/api/ev/soc", """{"soc":100}""", 200, """{"success":true}"""),
            ("/api/ev/soc", """{"soc":100.5}""", 400, """{"error":"SoC must be between 0 and 100"}"""),
            ("/api/ev/max_rate", """{"amps":-1}""", 400, """{"error":"Max rate must be positive"}"""),
            ("/api/ev/direct_current", """{"amps":10}""", 200, """{"success":true}"""),
            ("/api/ev/direct_current", """{"amps":-0.1}""", 400, """{"error":"Current must be non-negative"}"""),
            ("/api/ev/mode", """{"direct_mode":true}""", 200, """{"success":true}"""),
            ("/api/ev/mode", "{}", 400, """{"error":"Missing direct_mode parameter"}"""),
            ("/api/errors/trigger", """{"error":"none"}""", 400, """{"error":"Unknown error type"}"""),
            ("/api/errors/clear", null, 200, """{"success":true}"""),
            ("/api/evse/disable", null, 200, """{"success":true}"""),
            ("/api/evse/enable", null, 200, """{"success":true}"""),
            ("/api/evse/reset", null, 200, """{"success":true}"""),
            ("/api/ev/connect", null, 200, """{"success":true}"""),
            ("/api/ev/request_charge", null, 200, """{"success":true}"""),
            ("/api/ev/stop_charge", null, 200, """{"success":true}"""),
            ("/api/ev/disconnect", null, 200, """{"success":true}"""),
        ];
        var emulator = await StartEmulatorAsync();
        foreach (var (path, body, status, expected) in table)
        {
            var answer = await emulator.Http.PostAsync(path, body, Token);
            Assert.AreEqual(status, answer.Status, $"POST {path} {body}");
            Assert.AreEqual(expected, answer.Body, $"POST {path} {body}");
            Assert.AreEqual("application/json", answer.ContentType, $"POST {path} {body}");
        }
    }

    [TestMethod]
    [DataRow("POST", "/api/evse/current", "text/plain", 415)]
    [DataRow("POST", "/api/evse/current", "application/vnd.api+json", 200)]
    [DataRow("PUT", "/api/evse/current", "application/json", 405)]
    [DataRow("POST", "/api/status", "application/json", 405)]
    [DataRow("GET", "/api/ev/connect", "application/json", 404)]
    [DataRow("GET", "/api/status/", "application/json", 404)]
    public async Task Send_MethodPathOrContentTypeOfNoEndpoint_StatusOfTheFramework(string method, string path, string contentType, int status)
    {
        var emulator = await StartEmulatorAsync();
        var answer = await emulator.Http.SendAsync(method, path, method == "GET" ? null : """{"amps":16}""", Token, contentType);
        Assert.AreEqual(status, answer.Status, answer.Body);
    }

    [TestMethod]
    [DataRow("gfci", 0x01)]
    [DataRow("stuck_relay", 0x02)]
    [DataRow("no_ground", 0x04)]
    [DataRow("diode_check", 0x08)]
    [DataRow("over_temp", 0x10)]
    [DataRow("gfi_self_test", 0x20)]
    public async Task TriggerError_VehicleConnected_StaysUntilCleared(string error, int flags)
    {
        var emulator = await StartEmulatorAsync();
        await emulator.Http.PostAsync("/api/ev/connect", null, Token);
        await UntilStateAsync(emulator, 2);

        await emulator.Http.PostAsync("/api/errors/trigger", $$"""{"error":"{{error}}"}""", Token);
        Assert.AreEqual(254, (await EvseAsync(emulator)).GetProperty("state").GetInt32());
        Assert.AreEqual(flags, (await EvseAsync(emulator)).GetProperty("error_flags").GetInt32());
        var refused = await emulator.Http.PostAsync("/api/evse/enable", null, Token);
        Assert.AreEqual(400, refused.Status);
        Assert.AreEqual("Cannot enable (errors present)", refused.Json.GetProperty("error").GetString());

        await emulator.Http.PostAsync("/api/errors/clear", null, Token);
        Assert.AreEqual(2, (await EvseAsync(emulator)).GetProperty("state").GetInt32());
    }

    [TestMethod]
    public async Task TriggerError_NoVehicle_ClearsItselfAndIsCounted()
    {
        var emulator = await StartEmulatorAsync();
        await emulator.Http.PostAsync("/api/errors/trigger", """{"error":"gfci"}""", Token);
        await UntilStateAsync(emulator, 1);
        Assert.AreEqual(1, (await emulator.Http.GetAsync("/api/errors/status", Token)).Json.GetProperty("error_counts").GetProperty("gfci").GetInt32());
    }

    [TestMethod]
    public async Task Charge_ConnectThenRequest_StatesFollowAndEnergyFlows()
    {
        var emulator = await StartEmulatorAsync();
        await emulator.Http.PostAsync("/api/ev/request_charge", null, Token);
        Assert.IsFalse((await emulator.Http.GetAsync("/api/ev/status", Token)).Json.GetProperty("requesting_charge").GetBoolean(), "without a vehicle nobody requests");

        await emulator.Http.PostAsync("/api/ev/connect", null, Token);
        await UntilStateAsync(emulator, 2);
        await emulator.Http.PostAsync("/api/ev/request_charge", null, Token);
        await UntilStateAsync(emulator, 3);
        await Wait.UntilAsync(
            "30 A flow and the session counts",
            async () =>
            {
                var evse = await EvseAsync(emulator);
                return evse.GetProperty("actual_current").GetDouble() == 30 && evse.GetProperty("session_energy_wh").GetInt32() > 0 && evse.GetProperty("session_time").GetInt32() > 0 ? null : evse.GetRawText();
            },
            Token);

        await emulator.Http.PostAsync("/api/evse/disable", null, Token);
        Assert.AreEqual(253, (await EvseAsync(emulator)).GetProperty("state").GetInt32());
        await emulator.Http.PostAsync("/api/evse/enable", null, Token);
        await emulator.Http.PostAsync("/api/ev/disconnect", null, Token);
        await UntilStateAsync(emulator, 1);
    }

    private async Task<JsonElement> EvseAsync(EmulatorStation emulator) => (await emulator.Http.GetAsync("/api/evse/status", Token)).Json;

    private Task UntilStateAsync(EmulatorStation emulator, int state) => Wait.UntilAsync(
        $"state {state}",
        async () => (await EvseAsync(emulator)).GetProperty("state").GetInt32() is var seen && seen == state ? null : $"state {seen}",
        Token);
}
