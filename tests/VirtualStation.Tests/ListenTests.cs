namespace VirtualStation.Tests;

/// <summary><c>virtual-station listen</c>.</summary>
[TestClass]
public sealed class ListenTests : StationTest
{
    [TestMethod]
    public async Task Listen_Browse_PrintsItsQuestionWithExactLabels()
    {
        var listener = await StartListenerAsync();

        Run("browse", "--mdns-link", Link, "--timeout-ms", "300");

        await Retry.UntilPassesAsync(
            () => Assert.Contains(
                packet => packet.GetProperty("questions").EnumerateArray().Any(question =>
                    question.GetProperty("name").GetString() == "_openevse._tcp.local" && question.GetProperty("type").GetString() == "PTR"),
                Packets(listener)),
            Token);
    }

    [TestMethod]
    public async Task Listen_Station_PrintsTheRecordsOfItsService()
    {
        var listener = await StartListenerAsync();

        var station = await StartFirmwareAsync();

        var name = $"{station.MdnsName[..^".local".Length]}._openevse._tcp.local";
        await Retry.UntilPassesAsync(() => Assert.IsNotEmpty(Records(listener, "PTR", "_openevse._tcp.local")), Token);
        Assert.AreEqual(name, Records(listener, "PTR", "_openevse._tcp.local")[0].GetProperty("target").GetString());
        Assert.AreEqual(station.Http.Port, Records(listener, "SRV", name)[0].GetProperty("port").GetInt32());
        Assert.AreEqual(station.Id, Records(listener, "TXT", name)[0].GetProperty("text").GetProperty("id").GetString());
        Assert.AreEqual("127.0.0.1", Records(listener, "A", station.MdnsName)[0].GetProperty("address").GetString());
    }

    [TestMethod]
    public async Task Listen_QuietLink_SendsNothing()
    {
        var other = await StartListenerAsync();
        await StartListenerAsync();

        // The question of the browser arrives after everything that the second listener could have sent.
        Run("browse", "--mdns-link", Link, "--timeout-ms", "300");

        await Retry.UntilPassesAsync(() => Assert.IsNotEmpty(Packets(other)), Token);
        Assert.AreEqual(1, Packets(other)[0].GetProperty("questions").GetArrayLength());
    }

    [TestMethod]
    public async Task Listen_UnknownInterface_Exits1WithAddress()
    {
        var process = Run("listen", "--mdns-link", "239.255.0.1:5400@203.0.113.77");

        Assert.AreEqual(1, await process.WaitForExitAsync(Token));
        Assert.Contains("virtual-station: No network interface has the address 203.0.113.77", process.Output);
    }

    private async Task<StationRun> StartListenerAsync()
    {
        var listener = Run("listen", "--mdns-link", Link);
        await Retry.UntilPassesAsync(() => Assert.StartsWith($"Listening on {Link}", listener.Output), Token);
        return listener;
    }

    private static IReadOnlyList<JsonElement> Packets(StationRun listener) =>
        [.. listener.Output.Split('\n').Where(line => line.StartsWith('{') && line.EndsWith('}')).Select(line => JsonElement.Parse(line))];

    private static IReadOnlyList<JsonElement> Records(StationRun listener, string type, string name) =>
    [
        .. Packets(listener)
            .Where(packet => packet.GetProperty("isResponse").GetBoolean())
            .SelectMany(packet => packet.GetProperty("records").EnumerateArray())
            .Where(record => record.GetProperty("type").GetString() == type && record.GetProperty("name").GetString() == name),
    ];
}
