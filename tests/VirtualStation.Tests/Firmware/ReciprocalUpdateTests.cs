namespace VirtualStation.Tests.Firmware;

/// <summary>Updates of the other side when a peer is added or removed.</summary>
[TestClass]
public sealed class ReciprocalUpdateTests : StationTest
{
    [TestMethod]
    public async Task AddPeer_DiscoveredPeer_IsAddedOnceOnEachSide()
    {
        var (station, peer) = await StartPairAsync();
        var host = (await station.PeerAsync(peer, Token)).GetProperty("host").GetString()!;

        await station.AddPeerAsync(host, Token, reciprocal: true);

        await peer.WaitForJoinedAsync(station, isJoined: true, Token);
        await station.Process.WaitForOutputAsync("Reciprocal sync POST", Token);
        Assert.AreEqual(1, station.LoggedAdds);
        Assert.AreEqual(1, peer.LoggedAdds);
    }

    [TestMethod]
    public async Task AddPeer_Reciprocal_SendsReciprocalFalse()
    {
        const string Expected = """{"host":"openevse-native-0.local","reciprocal":false}""";
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var station = await StartFirmwareAsync();

        await station.AddPeerAsync(listener.LocalEndpoint.ToString()!, Token, reciprocal: true);

        // The station also asks a joined peer for its status, which may come first.
        using var reader = await AcceptUnlessAsync("GET /status HTTP/1.1", listener);
        while (await reader.ReadLineAsync(Token) is { Length: > 0 })
        {
            // Skips the headers.
        }

        var body = new char[Expected.Length];
        await reader.ReadBlockAsync(body, Token);
        Assert.AreEqual(Expected, new string(body));
    }

    [TestMethod]
    public async Task AddPeer_ReciprocalFalse_SendsNoUpdate()
    {
        var station = await StartFirmwareAsync();

        await station.AddPeerAsync("first.local", Token, reciprocal: true);
        await station.AddPeerAsync("second.local", Token, reciprocal: false);

        // Both addresses are unknown. The log contains each skipped update before the response to its request.
        await Retry.UntilPassesAsync(() => Assert.AreEqual(2, station.LoggedAdds), Token);
        Assert.Contains("Reciprocal sync with first.local skipped", station.Process.Output);
        Assert.DoesNotContain("second.local skipped", station.Process.Output);
    }

    [TestMethod]
    public async Task DeletePeer_Member_LeavesItsRole()
    {
        var (station, peer) = await StartPairAsync();
        await station.AddPeerAsync(peer.MdnsName, Token, reciprocal: true);
        await peer.WaitForJoinedAsync(station, isJoined: true, Token);
        var memberSettings = $$"""{"loadsharing_enabled":true,"loadsharing_role":"member","loadsharing_controller_host":"{{station.MdnsName}}"}""";
        await peer.Http.PostAsync("/config", memberSettings, Token);

        await station.DeletePeerAsync(peer.MdnsName, Token);

        await peer.WaitForJoinedAsync(station, isJoined: false, Token);
        Assert.IsFalse((await peer.Http.GetAsync("/config", Token)).Json.GetProperty("loadsharing_enabled").GetBoolean());
    }

    [TestMethod]
    [DataRow("192.0.2.7", "192.0.2.7 is not a loopback address")]
    [DataRow("unknown.local", "its address is unknown")]
    [DataRow("example.org", "its address is unknown")]
    public async Task AddPeer_HostNotOnLoopback_IsNotContacted(string host, string reason)
    {
        var station = await StartFirmwareAsync();

        Assert.AreEqual("done", (await station.AddPeerAsync(host, Token, reciprocal: true)).Message);

        await station.Process.WaitForOutputAsync($"Reciprocal sync with {host} skipped: {reason}", Token);
    }

    [TestMethod]
    public async Task AddPeer_Contract202602_SendsNoUpdate()
    {
        var (station, peer) = await StartPairAsync("2026-02");

        await station.AddPeerAsync($"127.0.0.1:{peer.Http.Port}", Token, reciprocal: true);

        await Retry.UntilPassesAsync(() => Assert.AreEqual(1, station.LoggedAdds), Token);
        Assert.DoesNotContain("Reciprocal sync", station.Process.Output);
        Assert.AreEqual(0, peer.LoggedAdds);
    }

    private async Task<(RunningFirmware Station, RunningFirmware Peer)> StartPairAsync(string contract = "2026-07")
    {
        var stations = await Task.WhenAll(StartFirmwareAsync(0, contract), StartFirmwareAsync(1, contract));
        await Task.WhenAll(stations[0].WaitForOnlineAsync(stations[1], Token), stations[1].WaitForOnlineAsync(stations[0], Token));
        return (stations[0], stations[1]);
    }

    // Returns the first request that is not the excluded one, after its request line.
    private async Task<StreamReader> AcceptUnlessAsync(string excluded, TcpListener listener)
    {
        while (true)
        {
            var connection = await listener.AcceptTcpClientAsync(Token).AsTask().WaitAsync(Retry.Timeout, Token);
            var reader = new StreamReader(connection.GetStream());
            var line = await reader.ReadLineAsync(Token);
            if (line != excluded)
            {
                Assert.AreEqual("POST /loadsharing/peers HTTP/1.1", line);
                return reader;
            }

            reader.Dispose();
        }
    }
}
