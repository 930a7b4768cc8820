namespace LoadSharing.MSTest;

/// <summary>Several hosts of one device: the station's own addresses, and two spellings of a peer.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class SpellingTests : LoadSharingTest
{
    [TestMethod]
    public async Task AddPeer_OwnAddress_IsDone()
    {
        var station = await StationAsync();

        var response = await station.AddPeerAsync(station.PeerHost, reciprocal: false);

        response.ShouldBe(Answer.Done);
    }

    [TestMethod]
    public async Task AddPeer_OwnAddress_IsListedByContract()
    {
        var station = await StationAsync();

        await station.JoinAsync(station.PeerHost);

        if (Contract.ListsOwnAddress)
        {
            // Longer than a station takes to read the id, 4 s.
            await Throughout(async () => (await station.GetPeerAsync(station.PeerHost)).ShouldBe(joined: true), Duration(10));
            return;
        }

        // Since 2026-09 the row disappears once the station has read its own device id there.
        await Eventually(async () => (await station.GetPeersAsync()).Of(station.PeerHost).Where(row => row.Joined != false).Should().BeEmpty());
    }

    [TestMethod]
    public async Task AddPeer_OwnAddress_LeavesOwnRow()
    {
        var station = await StationAsync();
        Contract.SkipUnless(!Contract.ListsOwnAddress, "rule for its own addresses");

        await station.JoinAsync(station.PeerHost);
        await Eventually(async () => (await station.GetPeersAsync()).Of(station.PeerHost).Should().BeEmpty());

        var peers = await station.GetPeersAsync();
        peers.ShouldListItself();
    }

    [TestMethod]
    public async Task AddPeer_SecondSpellingOfAPeer_IsTheOnlyRow()
    {
        var (first, second) = await FreshFleetAsync(2);
        var spelling = await JoinTwiceAsync(first, second);

        await Eventually(async () => (await first.GetPeerAsync(second)).Host.Should().Be(spelling));
    }

    [TestMethod]
    public async Task AddPeer_SecondSpellingOfAPeer_StaysJoined()
    {
        var (first, second) = await FreshFleetAsync(2);
        await JoinTwiceAsync(first, second);

        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBe(joined: true, online: true));
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_FirstSpellingOfAPeer_IsNotFound()
    {
        var (first, second) = await FreshFleetAsync(2);
        await JoinTwiceAsync(first, second);
        await Eventually(async () => (await first.GetPeersAsync()).Of(second).Should().ContainSingle());

        var response = await first.DeletePeerAsync(second.PeerHost);

        response.ShouldBe(Answer.PeerNotFound);
    }

    // The second spelling is added when the station has read the device's id under the first.
    private async Task<string> JoinTwiceAsync(Station station, Station other)
    {
        Contract.SkipUnless(Contract.MergesSpellings, "merging of rows by the device's id");
        await station.JoinAsync(other.PeerHost);
        await Eventually(async () => (await station.GetPeerAsync(other.PeerHost)).Id.Should().Be(other.DeviceId), within: Timeouts.StatusIngestion);
        var spelling = $"localhost:{other.Document.FirmwareUrl.Port}";
        await station.JoinAsync(spelling);
        await Eventually(async () => (await station.GetPeersAsync()).Of(other.PeerHost).Should().BeEmpty(), within: Timeouts.StatusIngestion);
        return spelling;
    }
}
