namespace LoadSharing.MSTest.Group;

/// <summary>A group survives the restart of its stations.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Restart)]
public sealed class GroupRestartTests : GroupTest
{
    [TestMethod]
    [DataRow(ProcessSignal.Terminate), DataRow(ProcessSignal.Kill)]
    public async Task Restart_Controller_AllocatesToItsMembersAgain(ProcessSignal signal)
    {
        var fleet = await GroupAsync(3);
        await EventuallyHaveSharesAsync(fleet.Skip(1));

        await fleet[0].RestartAsync(signal);

        await Eventually(
            async () =>
            {
                var status = await fleet[0].GetStatusAsync();
                status.Allocations.Should().HaveCount(3);
                status.FailsafeActive.Should().BeFalse();
            },
            within: Timeouts.Regrouping);
    }

    [TestMethod]
    [DataRow(ProcessSignal.Terminate), DataRow(ProcessSignal.Kill)]
    public async Task Restart_Member_KeepsItsRole(ProcessSignal signal)
    {
        var (_, member) = await GroupAsync(2);
        await Eventually(() => member.ShouldHaveSettingAsync("loadsharing_role", "\"member\""));

        await member.RestartAsync(signal);

        await member.ShouldHaveSettingAsync("loadsharing_role", "\"member\"");
    }

    [TestMethod]
    public async Task Restart_Member_IsAllocatedAgain()
    {
        var fleet = await GroupAsync(2);

        await fleet[1].RestartAsync(ProcessSignal.Kill);

        await Eventually(
            async () =>
            {
                // The limit first: a station that is not a member has none, and is not in failsafe either.
                (await fleet[1].GetLimitAsync()).Should().NotBeNull("{0} is a member", fleet[1]);
                await ShouldBeInFailsafeAsync([fleet[1]], expected: false);
            },
            within: Timeouts.Regrouping);
    }

    [TestMethod]
    public async Task Restart_ControllerWithOldSettings_PushesThem()
    {
        var fleet = await GroupAsync(3, cars: 0);
        await EventuallyHaveHeartbeatAsync(fleet, 20);
        await fleet[0].BackUpAsync();
        await fleet[0].SetConfigAsync(new GroupSettings { HeartbeatSeconds = 44 });
        await EventuallyHaveHeartbeatAsync(fleet, 44);

        await fleet[0].KillAsync();
        await fleet[0].StartAsync(fromBackup: true);

        await EventuallyHaveHeartbeatAsync(fleet, 20);
    }

    [TestMethod]
    public async Task Restart_RoleWithAnotherSetting_IsKept()
    {
        var member = await MemberAsync();

        await member.RestartAsync();

        await member.ShouldHaveSettingAsync("loadsharing_role", "\"member\"");
    }

    [TestMethod]
    public async Task Restart_RoleAlone_IsKept()
    {
        var station = await StationWithRolesAsync();
        await station.SetConfigAsync(new GroupSettings { Role = "member", ControllerHost = MemberTests.ControllerHost });

        await station.RestartAsync();

        await station.ShouldHaveSettingAsync("loadsharing_role", "\"member\"");
    }

    [TestMethod]
    public async Task Restart_RoleClearedAlone_IsKept()
    {
        var member = await MemberAsync();
        await member.SetConfigAsync(GroupSettings.Left);

        await member.RestartAsync();

        await member.ShouldHaveSettingAsync("loadsharing_role", "\"\"");
    }

    private async Task EventuallyHaveHeartbeatAsync(Fleet fleet, int seconds)
    {
        foreach (var member in fleet.Skip(1))
        {
            await Eventually(() => member.ShouldHaveSettingAsync("loadsharing_heartbeat_timeout", $"{seconds}"), within: Timeouts.Regrouping);
        }
    }
}
