namespace LoadSharing.MSTest.Group;

/// <summary>A group survives faults of its stations and of its network, and is complete again when they are over.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Faults)]
public sealed class GroupFaultTests : GroupTest
{
    [TestMethod, TestCategory(GroupArea.MemberFailsafe)]
    public async Task FrozenController_Members_AreInFailsafe()
    {
        var fleet = await GroupAsync(3, ShortHeartbeat);
        await EventuallyHaveSharesAsync(fleet.Skip(1));

        await fleet[0].FreezeAsync();

        await Eventually(() => ShouldBeInFailsafeAsync(fleet.Skip(1)), within: Timeouts.Failsafe);
    }

    [TestMethod, TestCategory(GroupArea.MemberFailsafe)]
    public async Task FrozenController_Thawed_EndsTheFailsafeOfItsMembers()
    {
        var fleet = await GroupAsync(3, ShortHeartbeat);
        await EventuallyHaveSharesAsync(fleet.Skip(1));
        await fleet[0].FreezeAsync();
        await Eventually(() => ShouldBeInFailsafeAsync(fleet.Skip(1)), within: Timeouts.Failsafe);

        await fleet[0].ThawAsync();

        await Eventually(() => ShouldBeInFailsafeAsync(fleet.Skip(1), expected: false), within: Timeouts.Regrouping);
    }

    [TestMethod, TestCategory(GroupArea.GroupFailsafe)]
    public async Task FrozenMember_Controller_HasLostIt()
    {
        var fleet = await GroupAsync(3, ShortHeartbeat);

        await fleet[2].FreezeAsync();

        await Eventually(() => ShouldHaveLostAsync(fleet, fleet[2]), within: Timeouts.Failsafe);
    }

    [TestMethod, TestCategory(GroupArea.GroupFailsafe)]
    public async Task FrozenMember_Thawed_IsReachedAgain()
    {
        var fleet = await GroupAsync(3, ShortHeartbeat);
        await fleet[2].FreezeAsync();
        await Eventually(() => ShouldHaveLostAsync(fleet, fleet[2]), within: Timeouts.Failsafe);

        await fleet[2].ThawAsync();

        await Eventually(() => ShouldHaveLostAsync(fleet, fleet[2], expected: false), within: Timeouts.Regrouping);
    }

    [TestMethod, TestCategory(GroupArea.MemberFailsafe)]
    public async Task Partition_CutOffMember_IsInFailsafe()
    {
        var fleet = await PartitionableGroupAsync();

        await fleet.PartitionAsync(fleet[2]);

        await Eventually(() => ShouldBeInFailsafeAsync([fleet[2]]), within: Timeouts.Failsafe);
    }

    [TestMethod, TestCategory(GroupArea.GroupFailsafe)]
    public async Task Partition_Controller_HasLostTheCutOffMember()
    {
        var fleet = await PartitionableGroupAsync();

        await fleet.PartitionAsync(fleet[2]);

        await Eventually(() => ShouldHaveLostAsync(fleet, fleet[2]), within: Timeouts.Failsafe);
    }

    [TestMethod, TestCategory(GroupArea.MemberFailsafe)]
    public async Task Partition_CutOffMember_DrawsItsSafeCurrent()
    {
        var fleet = await PartitionableGroupAsync();
        await Eventually(
            async () => (await fleet[2].Emulator.GetStatusAsync()).DrawnAmps.Should().BeGreaterThan(Minimum + 2), within: Timeouts.Allocation);

        await fleet.PartitionAsync(fleet[2]);

        await Eventually(() => ShouldDrawAtMostAsync(fleet[2], Minimum), within: Timeouts.Failsafe);
    }

    [TestMethod, TestCategory(GroupArea.MemberFailsafe)]
    public async Task Partition_Healed_EndsTheFailsafe()
    {
        var fleet = await PartitionableGroupAsync();
        await fleet.PartitionAsync(fleet[2]);
        await Eventually(() => ShouldBeInFailsafeAsync([fleet[2]]), within: Timeouts.Failsafe);

        await fleet.HealPartitionAsync();

        await Eventually(() => ShouldBeInFailsafeAsync([fleet[2]], expected: false), within: Timeouts.Regrouping);
    }

    private async Task<Fleet> PartitionableGroupAsync()
    {
        var fleet = await GroupAsync(3, ShortHeartbeat);
        fleet.SkipUnlessCan(FaultKind.Partition);
        await EventuallyHaveSharesAsync(fleet.Skip(1));
        return fleet;
    }
}
