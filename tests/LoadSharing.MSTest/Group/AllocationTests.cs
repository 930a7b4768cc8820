namespace LoadSharing.MSTest.Group;

/// <summary>The controller's allocations: every 5 s, to each station of the group.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Allocation)]
public sealed class AllocationTests : GroupTest
{
    private const string Idle = "idle";

    [TestMethod]
    [DataRow(2), DataRow(3), DataRow(4)]
    public async Task Allocation_AllCharging_IsAnEqualShare(int stations)
    {
        // On the public emulator, the firmware believes in a pilot of 32 A. A car that draws less than that would be capped at that current.
        var fleet = await GroupAsync(stations, ownCar: GroupMaximum);

        await EventuallyAllocateAsync(fleet, [.. fleet.Select(_ => (GroupMaximum / stations, EqualShare))]);
    }

    [TestMethod]
    public async Task Allocation_SafetyFactor_ReducesTheSum()
    {
        var fleet = await GroupAsync(2, GroupSettings.OfController with { SafetyFactor = 0.75 });

        await Eventually(
            async () => (await fleet[0].GetStatusAsync()).Allocations.ShouldSumTo(0.75 * GroupMaximum), within: Timeouts.Allocation);
    }

    [TestMethod]
    public async Task Allocation_MaximumChanged_FollowsIt()
    {
        var fleet = await GroupAsync(2);

        await fleet[0].SetConfigAsync(new GroupSettings { MaximumAmps = 20 });

        await Eventually(
            async () => (await fleet[0].GetStatusAsync()).Allocations.ShouldSumTo(20), within: Timeouts.Allocation);
    }

    [TestMethod]
    public async Task Allocation_MaximumAboveAllChargers_GivesEachItsOwnMaximum()
    {
        var fleet = await GroupAsync(2, GroupSettings.OfController with { MaximumAmps = 200 }, ownCar: GroupMaximum);

        await EventuallyAllocateAsync(fleet, (32, EqualShare), (32, EqualShare));
    }

    [TestMethod]
    public async Task Allocation_NoMaximum_IsEmpty()
    {
        var fleet = await GroupAsync(2);

        await fleet[0].SetConfigAsync(new GroupSettings { MaximumAmps = 0 });

        await Eventually(async () => (await fleet[0].GetStatusAsync()).Allocations.Should().BeEmpty(), within: Timeouts.Allocation);
    }

    [TestMethod]
    public async Task Allocation_StationWithoutACar_IsIdle()
    {
        var fleet = await GroupAsync(2, cars: 1, ownCar: GroupMaximum);

        await EventuallyAllocateAsync(fleet, (32, EqualShare), (Contract.IdleAmps, Idle));
    }

    [TestMethod]
    [DataRow(2), DataRow(3)]
    public async Task Allocation_NoCars_IsIdle(int stations)
    {
        var fleet = await GroupAsync(stations, cars: 0);

        await EventuallyAllocateAsync(fleet, [.. fleet.Select(_ => (Contract.IdleAmps, Idle))]);
    }

    [TestMethod]
    public async Task Allocation_ConnectedCar_IsTheMinimumOutsideTheBudget()
    {
        var fleet = await FleetAsync(2);
        Contract.SkipUnless(Contract.HasRoles, "groups");
        await Task.WhenAll(fleet.DiscoverUntilSettledAsync(), ChargeAsync(fleet[0]), ConnectAsync(fleet[1]));
        await fleet[0].Emulator.DrawAsync(GroupMaximum);

        await fleet[0].SetConfigAsync(GroupSettings.OfController);
        await fleet[0].JoinAsync(fleet[1]);

        await EventuallyAllocateAsync(fleet, (32, EqualShare), (Minimum, "connected_min"));
    }

    [TestMethod]
    public async Task Allocation_CarThatStartsToCharge_GetsAShare()
    {
        var fleet = await GroupAsync(2, cars: 1, ownCar: GroupMaximum);
        Contract.SkipUnless(Contract.IdleAmps > 0, "car that is seen on an idle station");
        await EventuallyAllocateAsync(fleet, (32, EqualShare), (Contract.IdleAmps, Idle));

        await ChargeAsync(fleet[1]);

        await EventuallyAllocateAsync(fleet, (16, EqualShare), (16, EqualShare));
    }

    [TestMethod]
    public async Task Allocation_OwnCarDrawsLess_LeavesTheRestToTheMember()
    {
        var fleet = await GroupAsync(2);

        await fleet[0].Emulator.DrawAsync(8);

        await Eventually(() => ShouldAllocateAsync(fleet, (8, EqualShare), (24, EqualShare)), within: Timeouts.DemandCap);
    }

    [TestMethod]
    public async Task Allocation_MembersCarDrawsLess_LeavesTheRestToTheController()
    {
        var fleet = await GroupAsync(2, ownCar: GroupMaximum);

        await fleet[1].Emulator.DrawAsync(8);

        await Eventually(() => ShouldAllocateAsync(fleet, (24, EqualShare), (8, EqualShare)), within: Timeouts.DemandCap);
    }

    [TestMethod]
    public async Task Allocation_UnchangedCars_StaysTheSame()
    {
        var fleet = await GroupAsync(3, ownCar: GroupMaximum);
        (double, string)[] shares = [.. fleet.Select(_ => (GroupMaximum / 3, EqualShare))];
        await EventuallyAllocateAsync(fleet, shares);

        await Throughout(() => ShouldAllocateAsync(fleet, shares), Duration(12));
    }

    [TestMethod]
    public async Task Allocation_OnMember_IsEmpty()
    {
        var (_, member) = await GroupAsync(2);

        await EventuallyHaveSharesAsync([member]);

        (await member.GetStatusAsync()).Allocations.Should().BeEmpty();
    }
}
