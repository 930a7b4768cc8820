namespace LoadSharing.MSTest.Group;

/// <summary>The firmware counts milliseconds in 32 bits, which begin again at 0 after 49.7 days. A group goes on across that.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Restart)]
public sealed class RolloverTests : GroupTest
{
    private const double RolloverSeconds = (uint.MaxValue + 1.0) / 1000;

    // Enough to form a group before.
    private const double AheadSeconds = 60;

    [TestMethod]
    public async Task Rollover_OfAGroup_StartsNoFailsafe()
    {
        var fleet = await GroupBeforeRolloverAsync();

        await Throughout(() => ShouldBeInFailsafeAsync(fleet, expected: false), Duration(RolloverSeconds + 10 - await UptimeAsync(fleet[0])));

        (await UptimeAsync(fleet[0])).Should().BeGreaterThan(RolloverSeconds);
    }

    [TestMethod]
    public async Task Rollover_OfController_AllocatesFurther()
    {
        var fleet = await GroupBeforeRolloverAsync();
        await Eventually(
            async () => (await UptimeAsync(fleet[0])).Should().BeGreaterThan(RolloverSeconds), within: FirmwareTimeout.Seconds(AheadSeconds + 10));

        await ChangeAsync(fleet, new GroupSettings { MaximumAmps = 20 });

        await Eventually(async () => (await fleet[0].GetStatusAsync()).Allocations.ShouldSumTo(20), within: Timeouts.Allocation);
    }

    private async Task<Fleet> GroupBeforeRolloverAsync()
    {
        var fleet = await FleetAsync(2);
        Contract.SkipUnless(Contract.HasRoles, "groups");
        await Task.WhenAll(fleet.Select(station => station.RestartAtAsync(TimeSpan.FromSeconds(RolloverSeconds - AheadSeconds))));
        (await UptimeAsync(fleet[0])).Should().BeInRange(RolloverSeconds - AheadSeconds - 1, RolloverSeconds, "the lab has set the clock");
        await Task.WhenAll([fleet.DiscoverTwiceAsync(), .. fleet.Select(ChargeAsync)]);

        // A car whose current varies makes the controller cap and raise its share.
        await Task.WhenAll(fleet.Select(station => station.Emulator.DrawAsync(GroupMaximum)));
        await JoinAllAsync(fleet[0], fleet);
        await Eventually(() => ShouldHaveSharesAsync(fleet.Skip(1)), within: Timeouts.Regrouping);
        await Eventually(() => ShouldBeInFailsafeAsync(fleet, expected: false));
        (await UptimeAsync(fleet[0])).Should().BeLessThan(RolloverSeconds, "the group has to exist before");
        return fleet;
    }

    private static async Task<double> UptimeAsync(Station station) =>
        (await station.SendAsync(RestSharp.Method.Get, "/status")).ShouldBeJson().Number("uptime") ?? throw new AssertFailedException("/status has no uptime");
}
