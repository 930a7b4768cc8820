using LoadSharing.MSTest.Group;

namespace LoadSharing.MSTest;

/// <summary>
/// The tests of groups that take longest. MSTest starts the tests of this namespace first: one that starts last would be the end of each run.
/// </summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group)]
public sealed class LongGroupTests : GroupTest
{
    // The firmware counts milliseconds in 32 bits, which begin again at 0 after 49.7 days.
    private const double RolloverSeconds = (uint.MaxValue + 1.0) / 1000;

    // Enough to form a group before.
    private const double AheadSeconds = 60;

    // The chart of this test is docs/group-of-three.svg.
    [TestMethod, TestCategory(GroupArea.Current)]
    public async Task Current_ThroughAllPhases_StaysWithinTheMaximum()
    {
        var fleet = await GroupAsync(3, cars: 0);
        var (first, second, third) = fleet;
        Contract.SkipUnless(Contract.IdleAmps > 0, "car that is seen on an idle station");

        foreach (var station in fleet)
        {
            await ChargeAsync(station);
            await StaysAsync(10);
        }

        await fleet[0].SetConfigAsync(new GroupSettings { MaximumAmps = 24 });
        await StaysAsync(15);
        await ShouldDrawTogetherAtMostAsync(fleet, 24);
        await first.KillAsync();
        await Eventually(() => ShouldBeInFailsafeAsync([second, third]), within: Timeouts.Failsafe);
        await StaysAsync(10);
        await first.StartAsync();
        await Eventually(async () => (await second.GetStatusAsync()).FailsafeActive.Should().BeFalse(), within: Timeouts.Regrouping);
        await StaysAsync(10);

        // The budget monitor judges each moment: on the public emulator, a controller that restarts sleeps, and then shows a current that does not flow.
        Task StaysAsync(double seconds) => Throughout(() => second.GetPeerAsync(third), Duration(seconds));
    }

    [TestMethod, TestCategory(GroupArea.Restart)]
    public async Task Rollover_OfAGroup_StartsNoFailsafe()
    {
        var fleet = await GroupBeforeRolloverAsync();

        await Throughout(() => ShouldBeInFailsafeAsync(fleet, expected: false), Duration(RolloverSeconds + 10 - await UptimeAsync(fleet[0])));

        (await UptimeAsync(fleet[0])).Should().BeGreaterThan(RolloverSeconds);
    }

    [TestMethod, TestCategory(GroupArea.Restart)]
    public async Task Rollover_OfController_KeepsAllocating()
    {
        var fleet = await GroupBeforeRolloverAsync();
        await Eventually(
            async () => (await UptimeAsync(fleet[0])).Should().BeGreaterThan(RolloverSeconds), within: FirmwareTimeout.Seconds(AheadSeconds + 10));

        await fleet[0].SetConfigAsync(new GroupSettings { MaximumAmps = 20 });

        await Eventually(async () => (await fleet[0].GetStatusAsync()).Allocations.ShouldSumTo(20), within: Timeouts.Allocation);
    }

    private async Task<Fleet> GroupBeforeRolloverAsync()
    {
        var fleet = await FleetAsync(2);
        Contract.SkipUnless(Contract.HasRoles, "groups");
        await Task.WhenAll(fleet.Select(station => station.RestartAtAsync(TimeSpan.FromSeconds(RolloverSeconds - AheadSeconds))));
        (await UptimeAsync(fleet[0])).Should().BeInRange(RolloverSeconds - AheadSeconds - 1, RolloverSeconds, "the lab has set the clock");
        await Task.WhenAll([fleet.DiscoverUntilSettledAsync(), .. fleet.Select(ChargeAsync)]);

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
