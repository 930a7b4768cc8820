namespace VirtualStation.Tests.Firmware;

/// <summary>The charger values in the firmware's documents.</summary>
[TestClass]
public sealed class ChargerTests : StationTest
{
    private static readonly string[] SocatPaths = ["/usr/bin/socat", "/usr/local/bin/socat", "/opt/homebrew/bin/socat"];

    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    public async Task Status_ChargerOverTcp_FollowsEmulator(string contract)
    {
        var emulator = await StartEmulatorAsync();
        var firmware = await StartFirmwareAsync(0, contract, "--rapi-tcp", $"127.0.0.1:{emulator.RapiPort}");
        await WaitForStatusAsync(
            firmware, ("evse_connected", 1), ("rapi_connected", 1), ("state", 1), ("vehicle", 0), ("pilot", 32), ("voltage", 240), ("max_current", 32));

        await emulator.Http.PostAsync("/api/evse/service_level", """{"level":"L1"}""", Token);
        await emulator.Http.PostAsync("/api/evse/current", """{"amps":16}""", Token);
        await emulator.Http.PostAsync("/api/ev/connect", null, Token);
        await emulator.Http.PostAsync("/api/ev/request_charge", null, Token);

        await WaitForStatusAsync(firmware, ("state", 3), ("vehicle", 1), ("pilot", 16), ("voltage", 120), ("amp", 16_000));
    }

    [TestMethod]
    public async Task Status_EmulatorKilled_IsDisconnected()
    {
        var emulator = await StartEmulatorAsync();
        var firmware = await StartFirmwareAsync(0, "2026-07", "--rapi-tcp", $"127.0.0.1:{emulator.RapiPort}");
        await WaitForStatusAsync(firmware, ("evse_connected", 1));

        await emulator.Process.DisposeAsync();

        await WaitForStatusAsync(firmware, ("evse_connected", 0), ("state", 0), ("pilot", 0));
    }

    [TestMethod]
    public async Task Config_ChargerOverTcp_HasVersionOfCharger()
    {
        var emulator = await StartEmulatorAsync();
        var firmware = await StartFirmwareAsync(0, "2026-07", "--rapi-tcp", $"127.0.0.1:{emulator.RapiPort}");

        await WaitForStatusAsync(firmware, ("evse_connected", 1));

        Assert.AreEqual("8.2.1", (await firmware.Http.GetAsync("/config", Token)).Json.GetProperty("firmware").GetString());
    }

    [TestMethod]
    public async Task Status_PtyRecreated_ReconnectsToCharger()
    {
        var socat = Array.Find(SocatPaths, File.Exists);
        if (socat is null)
        {
            Assert.Inconclusive("socat is not installed. Install it, for example with: apt-get install socat");
        }

        var emulator = await StartEmulatorAsync("--serial-reconnect-backoff", "10");
        var directory = NewDirectory();
        var pty = directory.File("rapi_pty");
        var firmware = await StartFirmwareAsync(directory, 0, "2026-07", "--rapi-serial", pty);
        await WaitForStatusAsync(firmware, ("evse_connected", 0));

        for (var bridgeNumber = 1; bridgeNumber <= 2; bridgeNumber++)
        {
            var bridge = Start(socat, directory, $"pty,raw,echo=0,link={pty}", $"tcp:127.0.0.1:{emulator.RapiPort}");
            await WaitForStatusAsync(firmware, ("evse_connected", 1), ("state", 1), ("pilot", 32));
            await bridge.DisposeAsync();
            await WaitForStatusAsync(firmware, ("evse_connected", 0), ("pilot", 0));
        }
    }
}
