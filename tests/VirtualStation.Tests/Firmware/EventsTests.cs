namespace VirtualStation.Tests.Firmware;

/// <summary><c>/ws</c>.</summary>
[TestClass]
public sealed class EventsTests : GroupTest
{
    [TestMethod]
    [DataRow("2026-07", 69)]
    [DataRow("2026-09", 84)]
    public async Task Connect_FirstFrame_HasRecordedProperties(string contract, int properties)
    {
        var client = await ConnectAsync(await StartFirmwareAsync(0, contract));

        Assert.AreEqual(properties, (await client.WaitForAsync("mode", Token)).EnumerateObject().Count());
    }

    [TestMethod]
    [DataRow("2026-07", 2)]
    [DataRow("2026-09", 1)]
    public async Task Connect_SecondClient_FirstClientReceivesStatuses(string contract, int statuses)
    {
        var station = await StartFirmwareAsync(0, contract);
        var first = await ConnectAsync(station);
        await first.WaitForAsync("mode", Token);

        var second = await ConnectAsync(station);

        // The answer comes after the statuses.
        await second.WaitForAsync("mode", Token);
        await first.SendAsync("""{"ping":1}""", Token);
        await first.WaitForAsync("pong", Token);
        Assert.AreEqual(statuses, first.Frames.Count(frame => frame.TryGetProperty("mode", out _)));
    }

    [TestMethod]
    [DataRow("mqtt_connected")]
    [DataRow("evse_connected")]
    public async Task Idle_WithTime_SendsEvent(string property)
    {
        var client = await ConnectAsync(await StartFirmwareAsync(0, "2026-07", Fast));
        var status = await client.WaitForAsync("mode", Token);

        await Retry.UntilPassesAsync(() => Assert.Contains(frame => Has(frame, property) && !Has(frame, "mode"), client.Frames), Token);

        Assert.IsTrue(Has(status, property));
    }

    [TestMethod]
    [DataRow("amp")]
    [DataRow("session_elapsed")]
    public async Task Charging_WithTime_SendsEvent(string property)
    {
        var emulator = await StartEmulatorAsync(Fast);
        var client = await ConnectAsync(await StartFirmwareAsync(0, "2026-07", ["--rapi-tcp", $"127.0.0.1:{emulator.RapiPort}", .. Fast]));

        await emulator.Http.PostAsync("/api/ev/connect", "", Token);
        await emulator.Http.PostAsync("/api/ev/request_charge", "", Token);

        await Retry.UntilPassesAsync(() => Assert.Contains(frame => Has(frame, property) && !Has(frame, "evse_connected"), client.Frames), Token);
    }

    [TestMethod]
    public async Task Config_Changed_SendsVersion()
    {
        var station = await StartFirmwareAsync();
        var client = await ConnectAsync(station);
        await client.WaitForAsync("mode", Token);

        var response = await station.Http.PostAsync("/config", """{"loadsharing_group_id":"g"}""", Token);

        var version = (await client.WaitForAsync("config_version", Token)).GetProperty("config_version").GetInt32();
        Assert.AreEqual(response.Json.GetProperty("config_version").GetInt32(), version);
    }

    [TestMethod]
    public async Task Stop_ConnectedClient_Exits()
    {
        var station = await StartFirmwareAsync();
        var client = await ConnectAsync(station);
        await client.WaitForAsync("mode", Token);

        await station.Process.StopAsync(isGraceful: true, Token);
    }

    private static bool Has(JsonElement frame, string property) => frame.TryGetProperty(property, out _);
}
