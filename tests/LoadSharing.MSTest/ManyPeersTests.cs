namespace LoadSharing.MSTest;

/// <summary>The contract has no limit of the group's size; buffers of released firmware have (docs/firmware-api.md, known defects).</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class ManyPeersTests : LoadSharingTest
{
    [TestMethod]
    [DataRow(20), DataRow(50)]
    public async Task AddPeer_ManyHosts_AreListed(int count)
    {
        var station = await StationAsync();
        var hosts = UnknownHosts(count);

        foreach (var host in hosts)
        {
            await station.JoinAsync(host);
        }

        var peers = await station.GetPeersAsync();
        peers.ShouldHaveJoined(hosts);
    }

    [TestMethod]
    [DataRow(20), DataRow(50)]
    public async Task AddPeer_ManyHosts_AreListedAfterRestart(int count)
    {
        var station = await StationAsync();
        var hosts = UnknownHosts(count);
        foreach (var host in hosts)
        {
            await station.JoinAsync(host);
        }

        await station.RestartAsync();

        var peers = await station.GetPeersAsync();
        peers.ShouldHaveJoined(hosts);
    }

    [TestMethod]
    public async Task AddPeer_TenHostsAtOnce_AreListed()
    {
        var station = await StationAsync();
        var hosts = UnknownHosts(10);

        await Task.WhenAll(hosts.Select(station.JoinAsync));

        var peers = await station.GetPeersAsync();
        peers.ShouldHaveJoined(hosts);
    }

    [TestMethod]
    public async Task AddPeer_TenHostsAtOnce_AreListedAfterPowerFailure()
    {
        var station = await StationAsync();
        var hosts = UnknownHosts(10);
        await Task.WhenAll(hosts.Select(station.JoinAsync));

        await station.RestartAsync(ProcessSignal.Kill);

        var peers = await station.GetPeersAsync();
        peers.ShouldHaveJoined(hosts);
    }

    [TestMethod]
    public async Task AddPeer_SameHostTenTimesAtOnce_IsAddedOnce()
    {
        var station = await StationAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => station.AddPeerAsync(UnknownHost, reciprocal: false)));

        var added = responses.Count(response => (response.Status, response.Body) == (HttpStatusCode.OK, """{"msg":"done"}"""));
        added.Should().Be(1);
        foreach (var response in responses.Where(response => response.Body != """{"msg":"done"}"""))
        {
            response.ShouldBe(Contract.AddJoinedHost);
        }
    }

    [TestMethod]
    public async Task AddPeer_SameHostTenTimesAtOnce_IsOneRow()
    {
        var station = await StationAsync();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => station.AddPeerAsync(UnknownHost, reciprocal: false)));

        var peers = await station.GetPeersAsync();
        peers.ShouldListOnly(UnknownHost);
    }
}
