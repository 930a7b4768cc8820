namespace LoadSharing.MSTest.Group;

/// <summary>A user's override must not raise the current above the limit of load sharing.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Frames)]
public sealed class OverrideTests : GroupTest
{
    [TestMethod]
    public async Task Override_OnMemberInFailsafe_LeavesTheLimit()
    {
        var member = await MemberAsync();

        await member.OverrideAsync(32);

        (await member.GetTargetAsync()).Number("max_current").Should().Be(Minimum);
    }

    [TestMethod]
    public async Task Override_OnMemberInFailsafe_RaisesNoCurrent()
    {
        var member = await MemberAsync(charges: true);
        await EventuallyDrawsAsync(member, Minimum);

        // Not 32 A: on the public emulator, the firmware believes in that pilot and would not send it.
        await member.OverrideAsync(20);

        await Throughout(() => ShouldDrawAtMostAsync(member, Minimum), Duration(6));
    }

    [TestMethod]
    public async Task Override_OnMemberOfAGroup_LeavesTheLimit()
    {
        var (_, member) = await GroupAsync(2, GroupSettings.OfController with { MaximumAmps = 20 });
        await EventuallyHaveSharesAsync([member]);

        await member.OverrideAsync(32);

        (await member.GetTargetAsync()).Number("max_current").Should().BeLessThan(20);
    }

    [TestMethod]
    public async Task Override_OnController_LeavesTheLimit()
    {
        var (controller, _) = await GroupAsync(2, GroupSettings.OfController with { MaximumAmps = 20 });
        await Eventually(async () => ((await controller.GetLimitAsync())?.MaxCurrent).Should().BeLessThan(20), within: Timeouts.Allocation);

        await controller.OverrideAsync(32);

        (await controller.GetTargetAsync()).Number("max_current").Should().BeLessThan(20);
    }

    [TestMethod]
    public async Task Override_BelowTheLimit_Holds()
    {
        var member = await MemberAsync();
        await using var controller = await member.OpenWebSocketAsync();
        await controller.AllocateAsync(20);
        await Eventually(() => member.ShouldHaveLimitAsync(Claim.Limit(20)), within: Timeouts.Claim);

        await member.OverrideAsync(10);

        (await member.GetTargetAsync()).Number("charge_current").Should().Be(10);
    }
}
