using System.Text.Json;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Firmware;

/// <summary>The firmware's status follows the charger behind it.</summary>
[TestClass]
public sealed class ChargerTests : StationTest
{
    private static readonly string[] SocatPaths = ["/usr/bin/socat", "/usr/local/bin/socat", "/opt/homebrew/bin/socat"];

    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    public async Task Status_ChargerOverTcp_FollowsTheEmulator(string contract)
    {
        var emulator = await StartEmulatorAsync();
        var firmware = await StartFirmwareAsync(0, contract, "--rapi-tcp", $"127.0.0.1:{emulator.RapiPort}");
        await UntilStatusAsync(firmware, ("evse_connected", 1), ("rapi_connected", 1), ("state", 1), ("vehicle", 0), ("pilot", 32), ("voltage", 240), ("max_current", 32));
        Assert.AreEqual("8.2.1", (await firmware.Http.GetAsync("/config", Token)).Json.GetProperty("firmware").GetString());

        await emulator.Http.PostAsync("/api/evse/service_level", """{"level":"L1"}""", Token);
        await emulator.Http.PostAsync("/api/evse/current", """{"amps":16}""", Token);
        await emulator.Http.PostAsync("/api/ev/connect", null, Token);
        await emulator.Http.PostAsync("/api/ev/request_charge", null, Token);
        await UntilStatusAsync(firmware, ("state", 3), ("vehicle", 1), ("pilot", 16), ("voltage", 120), ("amp", 16_000));

        await emulator.Process.DisposeAsync();
        await UntilStatusAsync(firmware, ("evse_connected", 0), ("state", 0), ("pilot", 0));
    }

    [TestMethod]
    public async Task Status_ChargerOverPty_ComesGoesAndComesBackWithTheBridge()
    {
        var socat = Array.Find(SocatPaths, File.Exists);
        if (socat is null)
        {
            Assert.Inconclusive("socat is not installed: apt-get install socat");
        }

        var emulator = await StartEmulatorAsync("--serial-reconnect-backoff", "10");
        var directory = NewDirectory();
        var pty = directory.File("rapi_pty");
        var firmware = await StartFirmwareAsync(directory, 0, "2026-07", "--rapi-serial", pty);
        await UntilStatusAsync(firmware, ("evse_connected", 0));

        for (var bridgeNumber = 1; bridgeNumber <= 2; bridgeNumber++)
        {
            var bridge = Start(socat, directory.Path, new Dictionary<string, string?>(), $"pty,raw,echo=0,link={pty}", $"tcp:127.0.0.1:{emulator.RapiPort}");
            await UntilStatusAsync(firmware, ("evse_connected", 1), ("state", 1), ("pilot", 32));
            await bridge.DisposeAsync();
            await UntilStatusAsync(firmware, ("evse_connected", 0), ("pilot", 0));
        }
    }

    private Task UntilStatusAsync(FirmwareStation firmware, params (string Name, double Value)[] expected) => Wait.UntilAsync(
        $"status has {string.Join(", ", expected)}",
        async () =>
        {
            var status = (await firmware.Http.GetAsync("/status", Token)).Json;
            var wrong = expected.Where(pair => status.GetProperty(pair.Name) is not { ValueKind: JsonValueKind.Number } value || value.GetDouble() != pair.Value).ToList();
            return wrong.Count == 0 ? null : string.Join(", ", wrong.Select(pair => $"{pair.Name} is {status.GetProperty(pair.Name).GetRawText()}"));
        },
        Token);
}
