using System.Text.Json;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests;

/// <summary><c>virtual-station browse</c>, on a link of the test's own.</summary>
[TestClass]
public sealed class BrowseTests : StationTest
{
    [TestMethod]
    public async Task Browse_TwoStations_PrintsEachAsALineOfJsonAndEnds()
    {
        var (first, second) = (await StartFirmwareAsync(0), await StartFirmwareAsync(1, "2026-02"));
        var lines = new List<string>();
        await Wait.UntilAsync(
            "both are published",
            async () => (lines = await BrowseAsync()) is [_, _] ? null : string.Join('\n', lines),
            Token);

        var seen = lines.ConvertAll(line => JsonElement.Parse(line)).OrderBy(service => service.GetProperty("instance").GetString(), StringComparer.Ordinal).ToList();
        foreach (var (service, station) in seen.Zip([first, second]))
        {
            Assert.AreEqual(station.MdnsName, $"{service.GetProperty("instance").GetString()}.local");
            Assert.AreEqual(station.MdnsName, $"{service.GetProperty("target").GetString()}.local");
            Assert.AreEqual(station.Id, service.GetProperty("text").GetProperty("id").GetString());
        }

        Assert.AreEqual(first.Http.Port, seen[0].GetProperty("port").GetInt32());
        Assert.AreEqual("native", seen[1].GetProperty("text").GetProperty("type").GetString());
    }

    [TestMethod]
    public async Task Browse_NobodyThere_PrintsNothingAndEndsInOrder() => Assert.IsEmpty(await BrowseAsync());

    [TestMethod]
    public async Task Browse_InterfaceThatIsNotThere_Exits1AndSaysWhichThereAre()
    {
        var process = Run(NewDirectory().Path, new Dictionary<string, string?>(), "browse", "--mdns-link", "239.255.0.1:5400@203.0.113.77");

        Assert.AreEqual(1, await process.WaitForExitAsync(Token));
        Assert.Contains("virtual-station: No network interface has the address 203.0.113.77; this machine has ", process.Output);
    }

    private async Task<List<string>> BrowseAsync()
    {
        var process = Run(NewDirectory().Path, new Dictionary<string, string?>(), "browse", "--mdns-link", Link, "--patience-ms", "1000");
        Assert.AreEqual(0, await process.WaitForExitAsync(Token), process.Output);
        return [.. process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
