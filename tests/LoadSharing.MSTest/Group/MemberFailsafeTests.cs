namespace LoadSharing.MSTest.Group;

/// <summary>A member that receives no allocations limits itself, within its heartbeat timeout.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.MemberFailsafe)]
public sealed class MemberFailsafeTests : GroupTest
{
    [TestMethod]
    [DataRow(2), DataRow(3), DataRow(4)]
    public async Task Failsafe_KilledController_IsActiveOnEachMember(int stations)
    {
        var fleet = await GroupAsync(stations, ShortHeartbeat);
        await EventuallyHaveSharesAsync(fleet.Skip(1));

        await fleet[0].KillAsync();

        await Eventually(() => ShouldBeInFailsafeAsync(fleet.Skip(1)), within: Timeouts.Failsafe);
    }

    [TestMethod]
    public async Task Failsafe_KilledController_LimitsMembersToTheSafeCurrent()
    {
        var fleet = await GroupAsync(2, ShortHeartbeat with { SafeAmps = 8 });
        await EventuallyHaveSharesAsync(fleet.Skip(1), above: 8);

        await fleet[0].KillAsync();

        await Eventually(() => fleet[1].ShouldHaveLimitAsync(Claim.Limit(8)), within: Timeouts.Failsafe);
    }

    [TestMethod]
    public async Task Failsafe_KilledController_ReducesTheCurrent()
    {
        var fleet = await GroupAsync(2, ShortHeartbeat);
        await EventuallyHaveSharesAsync(fleet.Skip(1));
        await Eventually(
            async () => (await fleet[1].Emulator.GetStatusAsync()).DrawnAmps.Should().BeGreaterThan(2 * Minimum), within: Timeouts.Allocation);

        await fleet[0].KillAsync();

        await Eventually(() => ShouldDrawAtMostAsync(fleet[1], Minimum), within: Timeouts.Failsafe);
    }

    [TestMethod]
    public async Task Failsafe_ModeDisable_StopsTheCharger()
    {
        // In this mode, forming the group stops the cars: the mode is changed afterwards.
        var fleet = await GroupAsync(2, ShortHeartbeat);
        await EventuallyHaveSharesAsync(fleet.Skip(1));
        await fleet[0].SetConfigAsync(new GroupSettings { FailsafeMode = "disable" });
        await Eventually(() => fleet[1].ShouldHaveSettingAsync("loadsharing_failsafe_mode", "\"disable\""));
        await Eventually(
            async () => ((await fleet[1].GetLimitAsync()) is { State: null }).Should().BeTrue("{0} may charge", fleet[1]), within: Timeouts.Allocation);

        await fleet[0].KillAsync();

        await Eventually(() => fleet[1].ShouldHaveLimitAsync(Claim.Stop()), within: Timeouts.Failsafe);
    }

    [TestMethod]
    public async Task Failsafe_ControllerReturns_Ends()
    {
        var fleet = await GroupAsync(2, ShortHeartbeat);
        await EventuallyHaveSharesAsync(fleet.Skip(1));
        await fleet[0].KillAsync();
        await Eventually(() => ShouldBeInFailsafeAsync(fleet.Skip(1)), within: Timeouts.Failsafe);

        await fleet[0].StartAsync();

        await Eventually(() => ShouldBeInFailsafeAsync(fleet.Skip(1), expected: false), within: Timeouts.Regrouping);
    }

    [TestMethod]
    public async Task Failsafe_MemberWithoutAllocations_IsActive()
    {
        var member = await MemberAsync();

        (await member.GetStatusAsync()).FailsafeActive.Should().BeTrue();
    }

    [TestMethod]
    public async Task Failsafe_MemberThatLeaves_HasNoLimit()
    {
        var member = await MemberAsync();

        await member.SetConfigAsync(GroupSettings.Left);

        await Eventually(() => member.ShouldHaveLimitAsync(null), within: Timeouts.Claim);
    }

    [TestMethod]
    public async Task Failsafe_RestartedMember_IsActive()
    {
        var member = await MemberAsync();
        await using (var controller = await member.OpenWebSocketAsync())
        {
            await controller.AllocateAsync(16);
            await Eventually(async () => (await member.GetStatusAsync()).FailsafeActive.Should().BeFalse(), within: Timeouts.Claim);
        }

        await member.RestartAsync();

        await Eventually(async () => (await member.GetStatusAsync()).FailsafeActive.Should().BeTrue(), within: Timeouts.Claim);
    }
}
