namespace LoadSharing.MSTest;

/// <summary>A member of a group has a controller, which alone may change its peers. 2026-02 has no roles and ignores the settings.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class MemberTests : LoadSharingTest
{
    internal const string ControllerHost = "127.9.8.7:9";

    internal static readonly GroupSettings Member = GroupSettings.OfMember(ControllerHost);

    [TestMethod]
    public async Task AddPeer_OnMember_IsAnsweredByContract()
    {
        var station = await StationAsync();
        await station.SetConfigAsync(Member);

        var response = await station.AddPeerAsync(UnknownHost);

        response.ShouldBe(Contract.ChangeOfMember);
    }

    [TestMethod]
    public async Task AddPeer_OnMember_IsListedByContract()
    {
        var station = await StationAsync();
        await station.SetConfigAsync(Member);

        await station.AddPeerAsync(UnknownHost, reciprocal: false);

        var peers = await station.GetPeersAsync();
        peers.Of(UnknownHost).Should().HaveCount(Contract.Expect(v202602: 1, v202607: 0));
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_OnMember_IsAnsweredByContract()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);
        await station.SetConfigAsync(Member);

        var response = await station.DeletePeerAsync(UnknownHost);

        response.ShouldBe(Contract.ChangeOfMember);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_OnMember_IsListedByContract()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);
        await station.SetConfigAsync(Member);

        await station.DeletePeerAsync(UnknownHost);

        var peers = await station.GetPeersAsync();
        peers.Of(UnknownHost).Where(row => row.Joined == true).Should().HaveCount(Contract.Expect(v202602: 0, v202607: 1));
    }

    [TestMethod, TestCategory(Endpoint.Discover)]
    public async Task Discover_OnMember_IsAnswered()
    {
        var station = await StationAsync();
        await station.SetConfigAsync(Member);

        var response = await station.TriggerDiscoveryAsync();

        response.ShouldBe(Answer.Done);
    }

    [TestMethod]
    public async Task AddPeer_OnReleasedMember_IsDone()
    {
        var station = await StationAsync();
        await station.SetConfigAsync(Member);
        await station.SetConfigAsync(GroupSettings.Released);

        var response = await station.AddPeerAsync(UnknownHost);

        response.ShouldBe(Answer.Done);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_OnReleasedMember_IsDone()
    {
        // The first joined host is the controller's, which a member un-joins when it is released.
        var station = await StationAsync();
        await station.JoinAsync(ControllerHost);
        await station.JoinAsync(UnknownHost);
        await station.SetConfigAsync(Member);
        await station.SetConfigAsync(GroupSettings.Released);

        var response = await station.DeletePeerAsync(UnknownHost);

        response.ShouldBe(Answer.Done);
    }
}
