namespace LoadSharing.MSTest.Group;

/// <summary>The controller pushes its settings to each member once it is connected, and again when they change.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Push)]
public sealed class ConfigPushTests : GroupTest
{
    private static readonly GroupSettings Unusual = GroupSettings.OfController with
    {
        GroupId = "carport",
        SafetyFactor = 0.9,
        HeartbeatSeconds = 33,
        FailsafeMode = "disable",
        SafeAmps = 7,
        AssumedAmps = 8,
    };

    [TestMethod]
    [DataRow(2), DataRow(3), DataRow(4)]
    public async Task Push_AddedStations_AreMembers(int stations)
    {
        var fleet = await GroupAsync(stations, cars: 0);

        foreach (var member in fleet.Skip(1))
        {
            await EventuallyHasAsync(member, "loadsharing_role", "\"member\"");
        }
    }

    [TestMethod]
    public async Task Push_AddedStation_KnowsItsController()
    {
        var (controller, member) = await GroupAsync(2, cars: 0);

        await EventuallyHasAsync(member, "loadsharing_controller_host", $"\"{controller.LocalName}\"");
    }

    [TestMethod]
    public async Task Push_Settings_AreTheControllers()
    {
        var (_, member) = await GroupAsync(2, Unusual, cars: 0);

        await EventuallyHasAsync(member, "loadsharing_enabled", "true");
        await EventuallyHasAsync(member, "loadsharing_group_id", "\"carport\"");
        await EventuallyHasAsync(member, "loadsharing_safety_factor", "0.9");
        await EventuallyHasAsync(member, "loadsharing_heartbeat_timeout", "33");
        await EventuallyHasAsync(member, "loadsharing_failsafe_mode", "\"disable\"");
        await EventuallyHasAsync(member, "loadsharing_failsafe_safe_current", "7");
        await EventuallyHasAsync(member, "loadsharing_failsafe_peer_assumed_current", "8");
    }

    [TestMethod]
    public async Task Push_GroupMaximum_IsPushedByContract()
    {
        var (_, member) = await GroupAsync(2, cars: 0);

        // Comes after the maximum in a push; the role takes effect before both.
        await EventuallyHasAsync(member, "loadsharing_heartbeat_timeout", "20");
        await member.ShouldHaveSettingAsync("loadsharing_group_max_current", Contract.PushesMaximum ? "32" : "0");
    }

    [TestMethod]
    public async Task Push_RotationInterval_StaysTheMembersOwn()
    {
        var (_, member) = await GroupAsync(2, Unusual with { RotationSeconds = 77 }, cars: 0);

        await EventuallyHasAsync(member, "loadsharing_group_id", "\"carport\"");
        await member.ShouldHaveSettingAsync("loadsharing_rotation_interval", "1800");
    }

    [TestMethod]
    [DataRow(2), DataRow(3), DataRow(4)]
    public async Task Push_ChangedSetting_ReachesEveryMember(int stations)
    {
        var fleet = await GroupAsync(stations, cars: 0);

        await fleet[0].SetConfigAsync(new GroupSettings { HeartbeatSeconds = 44 });

        foreach (var member in fleet.Skip(1))
        {
            await EventuallyHasAsync(member, "loadsharing_heartbeat_timeout", "44");
        }
    }

    [TestMethod]
    public async Task Delete_Member_HasNoRole()
    {
        var (controller, member) = await GroupAsync(2);
        await EventuallyHasAsync(member, "loadsharing_role", "\"member\"");

        await DeleteAsync(controller, member);

        await EventuallyHasAsync(member, "loadsharing_role", "\"\"");
    }

    [TestMethod]
    public async Task Delete_Member_DoesNotShareAnyMore()
    {
        var (controller, member) = await GroupAsync(2);
        await EventuallyHasAsync(member, "loadsharing_enabled", "true");

        await DeleteAsync(controller, member);

        await EventuallyHasAsync(member, "loadsharing_enabled", "false");
    }

    [TestMethod]
    public async Task Delete_Member_HasNoLimit()
    {
        var (controller, member) = await GroupAsync(2);

        // Above the limit of failsafe: an allocation.
        await Eventually(async () => ((await member.GetLimitAsync())?.MaxCurrent ?? 0).Should().BeGreaterThan(Minimum), within: Timeouts.Allocation);

        await DeleteAsync(controller, member);

        await Eventually(() => member.ShouldHaveLimitAsync(null), within: Timeouts.Allocation);
    }

    [TestMethod]
    public async Task Delete_Member_LeavesItsCurrentToTheOthers()
    {
        var fleet = await GroupAsync(3, ownCar: GroupMaximum);

        await DeleteAsync(fleet[0], fleet[2]);

        await Eventually(
            async () =>
            {
                var allocations = (await fleet[0].GetStatusAsync()).Allocations;
                allocations.Should().HaveCount(2);
                allocations.ShouldSumTo(GroupMaximum);
            },
            within: Timeouts.Allocation);
    }

    private static async Task DeleteAsync(Station controller, Station member) =>
        (await controller.DeletePeerAsync((await controller.GetPeerAsync(member)).Host)).ShouldBe(Answer.Done);

    private Task EventuallyHasAsync(Station station, string setting, string value) =>
        Eventually(() => station.ShouldHaveSettingAsync(setting, value));
}
