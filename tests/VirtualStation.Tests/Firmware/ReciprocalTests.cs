using System.Net;
using System.Net.Sockets;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Firmware;

/// <summary>Joining on one side joins on the other, once; nothing leaves the machine.</summary>
[TestClass]
public sealed class ReciprocalTests : StationTest
{
    private const string PostLine = "HTTP POST /loadsharing/peers 200";

    [TestMethod]
    public async Task Join_DiscoveredPeer_JoinsTheOtherSideToo()
    {
        var (station, peer) = await StartPairAsync();
        Assert.AreEqual("done", (await station.JoinAsync((await station.RowAsync(peer, Token))!.Value.GetProperty("host").GetString()!, Token, reciprocal: true)).Message);
        await peer.UntilRowAsync(station, "joined", row => row.GetProperty("joined").GetBoolean(), Token);
        await Wait.UntilAsync("the first knows the answer", () => station.Process.Output.Contains("Reciprocal sync POST", StringComparison.Ordinal) ? null : "no log line", Token);
        Assert.AreEqual(1, Count(station, PostLine), "the test's request alone");
        Assert.AreEqual(1, Count(peer, PostLine), "the other side's request alone");
        Assert.IsTrue((await station.RowAsync(peer, Token))!.Value.GetProperty("joined").GetBoolean());
    }

    [TestMethod]
    public async Task Join_Reciprocal_AsksThePeerNotToAnswerInKind()
    {
        using var peer = new TcpListener(IPAddress.Loopback, 0);
        peer.Start();
        var station = await StartFirmwareAsync();
        await station.JoinAsync(peer.LocalEndpoint.ToString()!, Token, reciprocal: true);

        using var connection = await peer.AcceptTcpClientAsync(Token).AsTask().WaitAsync(Wait.Patience, Token);
        using var reader = new StreamReader(connection.GetStream());
        Assert.AreEqual("POST /loadsharing/peers HTTP/1.1", await reader.ReadLineAsync(Token));
        while (await reader.ReadLineAsync(Token) is { Length: > 0 })
        {
            // Headers: none matters here.
        }

        const string Expected = """{"host":"openevse-native-0.local","reciprocal":false}""";
        var body = new char[Expected.Length];
        await reader.ReadBlockAsync(body, Token);
        Assert.AreEqual(Expected, new string(body));
    }

    [TestMethod]
    public async Task Join_NotReciprocal_TellsNobody()
    {
        var station = await StartFirmwareAsync();
        await station.JoinAsync("first.local", Token, reciprocal: true);
        await station.JoinAsync("second.local", Token, reciprocal: false);
        await Wait.UntilAsync("the last request is logged", () => Count(station, PostLine) == 2 ? null : station.Process.Output, Token);

        // No address is known of either: who would be told is in the log before the answer is.
        Assert.Contains("first.local is not told", station.Process.Output);
        Assert.DoesNotContain("second.local is not told", station.Process.Output);
    }

    [TestMethod]
    public async Task Remove_Peer_TellsItToLeaveItsMemberRole()
    {
        var (station, peer) = await StartPairAsync();
        await station.JoinAsync(peer.MdnsName, Token, reciprocal: true);
        await peer.UntilRowAsync(station, "joined", row => row.GetProperty("joined").GetBoolean(), Token);
        await peer.Http.PostAsync("/config", $$"""{"loadsharing_enabled":true,"loadsharing_role":"member","loadsharing_controller_host":"{{station.MdnsName}}"}""", Token);

        await station.Http.DeleteAsync($"/loadsharing/peers/{peer.MdnsName}", Token);
        await peer.UntilRowAsync(station, "not joined any more", row => !row.GetProperty("joined").GetBoolean(), Token);
        Assert.IsFalse((await peer.Http.GetAsync("/config", Token)).Json.GetProperty("loadsharing_enabled").GetBoolean());
    }

    [TestMethod]
    [DataRow("192.0.2.7", "192.0.2.7 is not a loopback address")]
    [DataRow("nobody.local", "its address is not known")]
    [DataRow("example.org", "its address is not known")]
    public async Task Join_HostElsewhere_IsStoredButNotContacted(string host, string reason)
    {
        var station = await StartFirmwareAsync();
        Assert.AreEqual("done", (await station.JoinAsync(host, Token, reciprocal: true)).Message);
        await Wait.UntilAsync("the refusal is logged", () => station.Process.Output.Contains($"{host} is not told: {reason}", StringComparison.Ordinal) ? null : station.Process.Output, Token);
    }

    [TestMethod]
    public async Task Join_FebruaryContract_TellsNobody()
    {
        var station = await StartFirmwareAsync(0, "2026-02");
        var peer = await StartFirmwareAsync(1, "2026-02");
        await station.UntilRowAsync(peer, "online", row => row.GetProperty("online").GetBoolean(), Token);
        await station.JoinAsync($"127.0.0.1:{peer.Http.Port}", Token, reciprocal: true);
        await Wait.UntilAsync("the request is logged", () => Count(station, PostLine) == 1 ? null : station.Process.Output, Token);
        Assert.DoesNotContain("not told", station.Process.Output);
        Assert.AreEqual(0, Count(peer, PostLine));
    }

    private async Task<(FirmwareStation Station, FirmwareStation Peer)> StartPairAsync()
    {
        var stations = await Task.WhenAll(StartFirmwareAsync(0), StartFirmwareAsync(1));
        await stations[0].UntilRowAsync(stations[1], "online", row => row.GetProperty("online").GetBoolean(), Token);
        await stations[1].UntilRowAsync(stations[0], "online", row => row.GetProperty("online").GetBoolean(), Token);
        return (stations[0], stations[1]);
    }

    private static int Count(FirmwareStation station, string line) => station.Process.Output.Split('\n').Count(candidate => candidate == line);
}
