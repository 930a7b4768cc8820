namespace LoadSharing.MSTest;

/// <summary>A member leaves its group when its role is cleared. 2026-02 has no roles.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class LeaveTests : LoadSharingTest
{
    [TestMethod]
    public async Task Leave_ControllerAsListed_IsNoLongerJoined()
    {
        var station = await MemberAsync(MemberTests.ControllerHost);

        await station.SetConfigAsync(GroupSettings.Left);

        var peer = await station.GetPeerAsync(MemberTests.ControllerHost);
        peer.ShouldBe(joined: Contract.Expect(v202602: true, v202607: false));
    }

    [TestMethod]
    public async Task Leave_ControllerUnderAnotherHost_IsJoinedByContract()
    {
        var station = await MemberAsync(UnknownHost);

        await station.SetConfigAsync(GroupSettings.Left);

        var peer = await station.GetPeerAsync(UnknownHost);
        peer.ShouldBe(joined: !Contract.LeavesAnyController);
    }

    [TestMethod]
    public async Task Leave_SeveralPeers_OthersStayJoined()
    {
        var station = await MemberAsync(MemberTests.ControllerHost, "127.9.8.6:9");

        await station.SetConfigAsync(GroupSettings.Left);

        var peer = await station.GetPeerAsync("127.9.8.6:9");
        peer.ShouldBe(joined: true);
    }

    [TestMethod]
    public async Task Leave_Member_HasNoRole()
    {
        var station = await MemberAsync(MemberTests.ControllerHost);
        Contract.SkipUnless(Contract.HasRoles, "roles");

        await station.SetConfigAsync(GroupSettings.Left);

        await station.ShouldHaveSettingAsync("loadsharing_role", "\"\"");
    }

    private async Task<Station> MemberAsync(params string[] peers)
    {
        var station = await StationAsync();
        foreach (var peer in peers)
        {
            await station.JoinAsync(peer);
        }

        await station.SetConfigAsync(MemberTests.Member);
        return station;
    }
}
