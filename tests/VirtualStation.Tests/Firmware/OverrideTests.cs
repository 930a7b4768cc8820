namespace VirtualStation.Tests.Firmware;

/// <summary>The override, and how a charger follows it.</summary>
[TestClass]
public sealed class OverrideTests : StationTest
{
    private const string SixteenAmps = """{"state":"active","charge_current":16}""";

    [TestMethod]
    public async Task Get_NoOverride_IsNotFound()
    {
        var firmware = await StartFirmwareAsync();

        Assert.AreEqual(404, (await firmware.Http.GetAsync("/override", Token)).Status);
    }

    [TestMethod]
    public async Task Post_Override_IsCreated()
    {
        var firmware = await StartFirmwareAsync();

        var response = await firmware.Http.PostAsync("/override", SixteenAmps, Token);

        Assert.AreEqual((201, "Created"), (response.Status, response.Message));
    }

    [TestMethod]
    public async Task Get_Override_ReturnsProperties()
    {
        var firmware = await StartFirmwareAsync();
        await firmware.Http.PostAsync("/override", SixteenAmps, Token);

        Assert.AreEqual("""{"state":"active","charge_current":16,"auto_release":true}""", (await firmware.Http.GetAsync("/override", Token)).Body);
    }

    [TestMethod]
    public async Task Claims_Override_HasRecordedForm()
    {
        var firmware = await StartFirmwareAsync();
        await firmware.Http.PostAsync("/override", """{"state":"active","charge_current":32}""", Token);

        Assert.AreEqual(
            """[{"client":65537,"priority":1000,"state":"active","charge_current":32,"auto_release":true}]""",
            (await firmware.Http.GetAsync("/claims", Token)).Body);
    }

    [TestMethod]
    public async Task ClaimsTarget_NoClaims_HasRecordedForm()
    {
        var firmware = await StartFirmwareAsync();

        Assert.AreEqual(
            """{"properties":{"state":"active","auto_release":false},"claims":{}}""", (await firmware.Http.GetAsync("/claims/target", Token)).Body);
    }

    [TestMethod]
    public async Task Delete_Override_ReleasesClaim()
    {
        var firmware = await StartFirmwareAsync();
        await firmware.Http.PostAsync("/override", SixteenAmps, Token);

        await firmware.Http.DeleteAsync("/override", Token);

        Assert.AreEqual("[]", (await firmware.Http.GetAsync("/claims", Token)).Body);
    }

    [TestMethod]
    public async Task Post_Override_SetsPilotOfCharger()
    {
        var (firmware, emulator) = await StartChargingAsync();

        await firmware.Http.PostAsync("/override", SixteenAmps, Token);

        await WaitForEmulatorAsync(emulator, "current_capacity", 16);
    }

    // A public emulator does not confirm the new pilot.
    [TestMethod]
    public async Task Status_OverrideWithPublicEmulator_KeepsPilot()
    {
        var (firmware, emulator) = await StartChargingAsync();
        await firmware.Http.PostAsync("/override", SixteenAmps, Token);
        await WaitForEmulatorAsync(emulator, "current_capacity", 16);

        Assert.AreEqual(32, (await firmware.Http.GetAsync("/status", Token)).Json.GetProperty("pilot").GetInt32());
    }

    [TestMethod]
    public async Task Post_DisabledOverride_PutsChargerToSleep()
    {
        var (firmware, emulator) = await StartChargingAsync();

        await firmware.Http.PostAsync("/override", """{"state":"disabled"}""", Token);

        await WaitForEmulatorAsync(emulator, "state", 253);
    }

    [TestMethod]
    public async Task Status_OverrideWithCharger_ShowsNewPilot()
    {
        var (firmware, _) = await StartChargingAsync("--behaviour", "charger");

        await firmware.Http.PostAsync("/override", SixteenAmps, Token);

        await Retry.UntilPassesAsync(
            async () => Assert.AreEqual(16, (await firmware.Http.GetAsync("/status", Token)).Json.GetProperty("pilot").GetInt32()), Token);
    }

    [TestMethod]
    public async Task Delete_DisabledOverride_WakesCharger()
    {
        var (firmware, emulator) = await StartChargingAsync("--behaviour", "charger");
        await firmware.Http.PostAsync("/override", """{"state":"disabled"}""", Token);
        await WaitForEmulatorAsync(emulator, "state", 253);

        await firmware.Http.DeleteAsync("/override", Token);

        await WaitForEmulatorAsync(emulator, "state", 3);
    }

    private async Task<(RunningFirmware Firmware, RunningEmulator Emulator)> StartChargingAsync(params string[] emulatorArguments)
    {
        var emulator = await StartEmulatorAsync(emulatorArguments);
        await emulator.Http.PostAsync("/api/ev/connect", null, Token);
        await emulator.Http.PostAsync("/api/ev/request_charge", null, Token);
        var firmware = await StartFirmwareAsync(0, "2026-09", "--rapi-tcp", $"127.0.0.1:{emulator.RapiPort}");
        await Retry.UntilPassesAsync(
            async () =>
            {
                var status = (await firmware.Http.GetAsync("/status", Token)).Json;
                Assert.AreEqual((3, 32), (status.GetProperty("state").GetInt32(), status.GetProperty("max_current").GetInt32()));
            },
            Token);
        return (firmware, emulator);
    }

    private Task WaitForEmulatorAsync(RunningEmulator emulator, string name, int expected) => Retry.UntilPassesAsync(
        async () => Assert.AreEqual(expected, (await emulator.Http.GetAsync("/api/evse/status", Token)).Json.GetProperty(name).GetInt32(), name), Token);
}
