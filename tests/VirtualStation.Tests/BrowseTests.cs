namespace VirtualStation.Tests;

/// <summary><c>virtual-station browse</c>.</summary>
[TestClass]
public sealed class BrowseTests : StationTest
{
    [TestMethod]
    public async Task Browse_TwoStations_PrintsBothServicesAsJson()
    {
        var stations = (RunningFirmware[])[await StartFirmwareAsync(0), await StartFirmwareAsync(1, "2026-02")];
        var lines = new List<string>();
        await Retry.UntilPassesAsync(async () => Assert.HasCount(2, lines = await BrowseAsync()), Token);

        var services = lines.Select(line => JsonElement.Parse(line)).OrderBy(service => service.GetProperty("instance").GetString()).ToList();
        Assert.AreEqual(stations[0].Http.Port, services[0].GetProperty("port").GetInt32());
        Assert.AreEqual("native", services[1].GetProperty("text").GetProperty("type").GetString());
        foreach (var (service, station) in services.Zip(stations))
        {
            Assert.AreEqual(station.MdnsName, $"{service.GetProperty("instance").GetString()}.local");
            Assert.AreEqual(station.MdnsName, $"{service.GetProperty("target").GetString()}.local");
            Assert.AreEqual(station.Id, service.GetProperty("text").GetProperty("id").GetString());
        }
    }

    [TestMethod]
    public async Task Browse_NoStation_PrintsNothing() => Assert.IsEmpty(await BrowseAsync());

    [TestMethod]
    public async Task Browse_UnknownInterface_Exits1WithAddress()
    {
        var process = Run("browse", "--mdns-link", "239.255.0.1:5400@203.0.113.77");

        Assert.AreEqual(1, await process.WaitForExitAsync(Token));
        Assert.Contains("virtual-station: No network interface has the address 203.0.113.77", process.Output);
    }

    [TestMethod]
    public async Task Browse_Terminated_Exits0()
    {
        var process = Run("browse", "--mdns-link", Link, "--timeout-ms", "3600000");

        process.Terminate();

        Assert.AreEqual(0, await process.WaitForExitAsync(Token), process.Output);
    }

    private async Task<List<string>> BrowseAsync()
    {
        var process = Run("browse", "--mdns-link", Link, "--timeout-ms", "1000");
        Assert.AreEqual(0, await process.WaitForExitAsync(Token), process.Output);
        return [.. process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
