namespace LoadSharing.MSTest;

/// <summary>A member has a controller, which alone may change its group.</summary>
[TestClass]
public sealed class MembershipTests : LoadSharingTest
{
    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Member_AddAndDelete_AreAnsweredByContractUntilItIsReleased()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        var (joined, added, later) = (HostNames.NobodysHost(), HostNames.NobodysHost(), HostNames.NobodysHost());
        (await station.Peers.AddHereOnlyAsync(joined)).MustAnswer(Answer.Done);

        await station.ConfigureAsync(new { loadsharing_enabled = true, loadsharing_role = "member", loadsharing_controller_host = $"{HostNames.NobodysIPv4()}:9" });
        (await station.Peers.AddHereOnlyAsync(added)).MustAnswer(fleet.Contract.AddOnMember);
        (await station.Peers.DeleteAsync(joined)).MustAnswer(fleet.Contract.DeleteOnMember);
        (await station.Peers.DiscoverAsync()).MustAnswer(Answer.Done);
        var peers = await station.Peers.ListAsync();
        peers.MustHold(fleet.Contract.OnMemberProblems(peers, added, joined));

        // What its controller tells it last.
        await station.ConfigureAsync(new { loadsharing_enabled = false, loadsharing_role = "" });
        (await station.Peers.AddHereOnlyAsync(later)).MustAnswer(Answer.Done);
        (await station.Peers.DeleteAsync(later)).MustAnswer(Answer.Done);
    }
}
