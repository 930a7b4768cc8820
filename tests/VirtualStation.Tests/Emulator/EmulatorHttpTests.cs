using System.Text;

namespace VirtualStation.Tests.Emulator;

/// <summary>The simulation of the emulator, over its HTTP API (docs/firmware-api.md, "Emulator").</summary>
[TestClass]
public sealed class EmulatorHttpTests : StationTest
{
    [TestMethod]
    [DataRow("gfci", 0x01)]
    [DataRow("stuck_relay", 0x02)]
    [DataRow("no_ground", 0x04)]
    [DataRow("diode_check", 0x08)]
    [DataRow("over_temp", 0x10)]
    [DataRow("gfi_self_test", 0x20)]
    public async Task TriggerError_VehicleConnected_SetsErrorState(string error, int flags)
    {
        var emulator = await StartWithErrorAsync(error);

        var evse = await EvseAsync(emulator);

        Assert.AreEqual(254, evse.GetProperty("state").GetInt32());
        Assert.AreEqual(flags, evse.GetProperty("error_flags").GetInt32());
    }

    // As curl -X POST sends it. Only the firmware waits for a body then.
    [TestMethod]
    public async Task Post_NoContentLength_IsAnswered()
    {
        var emulator = await StartEmulatorAsync();

        using var socket = await PostWithoutLengthAsync(emulator.Http.Port, "/api/ev/connect");

        var answer = new byte[12];
        await socket.ReceiveAsync(answer, Token).AsTask().WaitAsync(Retry.Timeout, Token);
        Assert.AreEqual("HTTP/1.1 200", Encoding.ASCII.GetString(answer));
    }

    [TestMethod]
    [DataRow("/api/ev/soc", """{"soc":"nan"}""")]
    [DataRow("/api/ev/soc", """{"soc":1e999}""")]
    public async Task Post_NumberThatIsNotFinite_IsRejected(string path, string body)
    {
        var emulator = await StartEmulatorAsync();

        var response = await emulator.Http.PostAsync(path, body, Token);

        Assert.AreEqual(400, response.Status);
        Assert.AreEqual(200, (await emulator.Http.GetAsync("/api/status", Token)).Status);
    }

    [TestMethod]
    public async Task Enable_ErrorSet_IsRejected()
    {
        var emulator = await StartWithErrorAsync("gfci");

        var response = await emulator.Http.PostAsync("/api/evse/enable", null, Token);

        Assert.AreEqual(400, response.Status);
        Assert.AreEqual("Cannot enable (errors present)", response.Json.GetProperty("error").GetString());
    }

    [TestMethod]
    public async Task ClearErrors_ErrorSet_RestoresState()
    {
        var emulator = await StartWithErrorAsync("gfci");

        await emulator.Http.PostAsync("/api/errors/clear", null, Token);

        Assert.AreEqual(2, (await EvseAsync(emulator)).GetProperty("state").GetInt32());
    }

    [TestMethod]
    public async Task TriggerError_NoVehicle_ClearsItself()
    {
        var emulator = await StartEmulatorAsync();

        await emulator.Http.PostAsync("/api/errors/trigger", """{"error":"gfci"}""", Token);

        await WaitForStateAsync(emulator, 1);
    }

    [TestMethod]
    public async Task TriggerError_Gfci_IsCounted()
    {
        var emulator = await StartEmulatorAsync();

        await emulator.Http.PostAsync("/api/errors/trigger", """{"error":"gfci"}""", Token);

        var errors = (await emulator.Http.GetAsync("/api/errors/status", Token)).Json;
        Assert.AreEqual(1, errors.GetProperty("error_counts").GetProperty("gfci").GetInt32());
    }

    [TestMethod]
    public async Task RequestCharge_NoVehicle_HasNoEffect()
    {
        var emulator = await StartEmulatorAsync();

        await emulator.Http.PostAsync("/api/ev/request_charge", null, Token);

        Assert.IsFalse((await emulator.Http.GetAsync("/api/ev/status", Token)).Json.GetProperty("requesting_charge").GetBoolean());
    }

    [TestMethod]
    public async Task RequestCharge_VehicleConnected_TransfersEnergy()
    {
        var emulator = await StartChargingAsync();

        await Retry.UntilPassesAsync(
            async () =>
            {
                var evse = await EvseAsync(emulator);
                Assert.AreEqual(30, evse.GetProperty("actual_current").GetDouble());
                Assert.IsGreaterThan(0, evse.GetProperty("session_energy_wh").GetInt32());
                Assert.IsGreaterThan(0, evse.GetProperty("session_time").GetInt32());
            },
            Token);
    }

    [TestMethod]
    public async Task Disable_Charging_Sleeps()
    {
        var emulator = await StartChargingAsync();

        await emulator.Http.PostAsync("/api/evse/disable", null, Token);

        Assert.AreEqual(253, (await EvseAsync(emulator)).GetProperty("state").GetInt32());
    }

    [TestMethod]
    public async Task Disconnect_EnabledAfterSleep_IsNotConnected()
    {
        var emulator = await StartChargingAsync();
        await emulator.Http.PostAsync("/api/evse/disable", null, Token);
        await emulator.Http.PostAsync("/api/evse/enable", null, Token);

        await emulator.Http.PostAsync("/api/ev/disconnect", null, Token);

        await WaitForStateAsync(emulator, 1);
    }

    private async Task<RunningEmulator> StartWithErrorAsync(string error)
    {
        var emulator = await StartEmulatorAsync();
        await emulator.Http.PostAsync("/api/ev/connect", null, Token);
        await WaitForStateAsync(emulator, 2);
        await emulator.Http.PostAsync("/api/errors/trigger", $$"""{"error":"{{error}}"}""", Token);
        return emulator;
    }

    private async Task<RunningEmulator> StartChargingAsync()
    {
        var emulator = await StartEmulatorAsync();
        await emulator.Http.PostAsync("/api/ev/connect", null, Token);
        await WaitForStateAsync(emulator, 2);
        await emulator.Http.PostAsync("/api/ev/request_charge", null, Token);
        await WaitForStateAsync(emulator, 3);
        return emulator;
    }

    private async Task<JsonElement> EvseAsync(RunningEmulator emulator) => (await emulator.Http.GetAsync("/api/evse/status", Token)).Json;

    private Task WaitForStateAsync(RunningEmulator emulator, int state) =>
        Retry.UntilPassesAsync(async () => Assert.AreEqual(state, (await EvseAsync(emulator)).GetProperty("state").GetInt32()), Token);
}
