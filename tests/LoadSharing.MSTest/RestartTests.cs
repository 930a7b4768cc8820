namespace LoadSharing.MSTest;

/// <summary>A change that was answered with <c>done</c> holds after the next start, also after a power failure.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class RestartTests : LoadSharingTest
{
    private static readonly string[] Saved = [UnknownHost, "fe80::9:8:7", "\"ü\" charger.local", $"{UnknownHost}:8001"];

    [TestMethod]
    [DataRow(ProcessSignal.Terminate), DataRow(ProcessSignal.Kill)]
    public async Task Restart_JoinedHosts_AreStillJoined(ProcessSignal signal)
    {
        var station = await StationAsync();
        foreach (var host in Saved)
        {
            await station.JoinAsync(host);
        }

        await station.RestartAsync(signal);

        var peers = await station.GetPeersAsync();
        peers.ShouldHaveJoined(Saved);
    }

    [TestMethod]
    public async Task AddPeer_Hosts_AreInTheSavedFile()
    {
        var station = await StationAsync();
        foreach (var host in Saved)
        {
            await station.JoinAsync(host);
        }

        (await station.GetSavedHostsAsync()).Should().Contain(Saved);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_Host_IsNotInTheSavedFile()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);
        await station.JoinAsync("127.9.8.7");

        await station.DeletePeerAsync(UnknownHost);

        (await station.GetSavedHostsAsync()).Should().Contain("127.9.8.7").And.NotContain(UnknownHost);
    }

    [TestMethod]
    [DataRow(ProcessSignal.Terminate), DataRow(ProcessSignal.Kill)]
    public async Task Restart_DeletedHost_IsNotListed(ProcessSignal signal)
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);
        await station.JoinAsync("127.9.8.7");
        await station.DeletePeerAsync(UnknownHost);

        await station.RestartAsync(signal);

        var peers = await station.GetPeersAsync();
        peers.ShouldListOnly("127.9.8.7");
    }

    [TestMethod]
    public async Task Restart_JoinedHost_IsADuplicateAfterwards()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);
        await station.RestartAsync();

        var response = await station.AddPeerAsync(UnknownHost);

        response.ShouldBe(Contract.AddJoinedHost);
    }

    [TestMethod]
    public async Task Restart_JoinedStation_IsJoinedBeforeItIsDiscovered()
    {
        var (first, second) = await FleetAsync(2);
        await first.JoinAsync(second);
        await second.KillAsync();

        await first.RestartAsync(ProcessSignal.Kill);

        var peer = await first.GetPeerAsync(second);
        peer.ShouldBe(joined: true);
    }

    [TestMethod]
    public async Task Restart_JoinedStation_IsOneRowOnceDiscovered()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await first.JoinAsync(second);

        await first.RestartAsync(ProcessSignal.Kill);

        await fleet.DiscoverUntilAsync(async () => (await first.GetPeerAsync(second)).ShouldBeDiscovered(second, joined: true));
    }

    [TestMethod]
    public async Task Restart_DiscoveredStation_IsNotSaved()
    {
        var fleet = await FleetAsync(2);
        var (first, second) = fleet;
        await first.JoinAsync(UnknownHost);
        await fleet.DiscoverUntilAsync(async () => (await first.GetPeerAsync(second)).ShouldBeSettled(second));
        await second.KillAsync();

        await first.RestartAsync();

        var peers = await first.GetPeersAsync();
        peers.ShouldListOnly(UnknownHost);
    }
}
