namespace LoadSharing.MSTest.Group;

/// <summary>A controller that does not reach a member: the member may draw any current.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.GroupFailsafe)]
public sealed class GroupFailsafeTests : GroupTest
{
    [TestMethod]
    public async Task LostMember_SafeCurrent_LimitsTheOthersByContract()
    {
        // A car that draws less would be capped at that current, and a cap stays while only one car is known to charge.
        var fleet = await GroupAsync(2, ownCar: GroupMaximum);

        await fleet[1].KillAsync();

        await EventuallyAllocateAsync(fleet, Survivor(GroupMaximum - 6), (0, Offline));
    }

    [TestMethod]
    public async Task LostMember_OfThree_LimitsTheOthersByContract()
    {
        var fleet = await GroupAsync(3, ownCar: GroupMaximum);

        await fleet[2].KillAsync();

        await EventuallyAllocateAsync(fleet, Survivor((GroupMaximum - 6) / 2), Survivor((GroupMaximum - 6) / 2), (0, Offline));
    }

    [TestMethod]
    public async Task LostMember_AssumedCurrent_IsReserved()
    {
        // Before its members have connected, a controller counts them as lost: with this reserve from the beginning, it would stop its own car.
        var fleet = await GroupAsync(2, ownCar: GroupMaximum);
        await fleet[0].SetConfigAsync(new GroupSettings { AssumedAmps = 28 });

        await fleet[1].KillAsync();

        // 4 A are left, less than the minimum.
        await EventuallyAllocateAsync(fleet, (0, "insufficient"), (0, Offline));
    }

    [TestMethod]
    public async Task LostMember_ModeDisable_StopsAll()
    {
        var fleet = await GroupAsync(3);
        await fleet[0].SetConfigAsync(new GroupSettings { FailsafeMode = "disable" });

        await fleet[2].KillAsync();

        await EventuallyAllocateAsync(fleet, [.. fleet.Select(_ => (0.0, "failsafe_disabled"))]);
    }

    [TestMethod]
    public async Task LostMember_Controller_ReportsFailsafe()
    {
        var fleet = await GroupAsync(2);

        await fleet[1].KillAsync();

        await Eventually(async () => (await fleet[0].GetStatusAsync()).FailsafeActive.Should().BeTrue(), within: Timeouts.Allocation);
    }

    [TestMethod]
    public async Task LostMember_FailsafeReason_NamesIt()
    {
        var fleet = await GroupAsync(2, ShortHeartbeat);
        Contract.SkipUnless(Contract.StatusFieldsInFailsafe.Count > 0, "reason of failsafe");
        var host = (await fleet[0].GetPeerAsync(fleet[1])).Host;

        await fleet[1].KillAsync();

        await Eventually(
            async () => (await fleet[0].GetStatusAsync()).FailsafeReason.Should().Be($"peer offline: {host}"), within: Timeouts.Failsafe);
    }

    [TestMethod]
    public async Task LostMember_Returns_IsReachedAgain()
    {
        var fleet = await GroupAsync(2);
        await fleet[1].KillAsync();
        await Eventually(() => ShouldHaveLostAsync(fleet, fleet[1]), within: Timeouts.Allocation);

        await fleet[1].StartAsync();

        await Eventually(() => ShouldHaveLostAsync(fleet, fleet[1], expected: false), within: Timeouts.Regrouping);
    }

    private (double Amps, string Reason) Survivor(double share) =>
        Contract.LimitsAllInFailsafe ? (Minimum, "failsafe_safe_current") : (share, EqualShare);
}
