using LoadSharing.MSTest.Group;
using RestSharp;

namespace LoadSharing.MSTest;

/// <summary>
/// Configurations that break groups in the field, as rows of a matrix: each has a category for <c>--matrix</c>. A test asserts what a group must do; what
/// released firmware does wrong is in tests/known-defects.json. In this namespace because MSTest starts it first (<see cref="LongGroupTests"/>): a known defect
/// takes the whole time of an assertion.
/// </summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group)]
public sealed class GroupConfigurationTests : GroupTest
{
    private const string Member = "member";
    private const string All = "all";

    [TestMethod, TestCategory(MatrixRow.Auth)]
    [DataRow("/config"), DataRow("/loadsharing/peers"), DataRow("/loadsharing/status")]
    public async Task Password_RequestWithoutCredentials_IsRefused(string path)
    {
        var station = await StationWithRolesAsync();

        await ProtectAsync(station);

        station.Credentials = null;
        (await station.SendAsync(Method.Get, path)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [TestMethod, TestCategory(MatrixRow.Auth)]
    public async Task Password_RequestWithAnother_IsRefused()
    {
        var station = await StationWithRolesAsync();

        await ProtectAsync(station);

        station.Credentials = new NetworkCredential(station.Credentials!.UserName, "wrong");
        (await station.SendAsync(Method.Get, "/status")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [TestMethod, TestCategory(MatrixRow.Auth)]
    public async Task Password_WebSocketWithoutCredentials_IsRefused()
    {
        var station = await StationWithRolesAsync();

        await ProtectAsync(station);

        station.Credentials = null;
        await station.Invoking(each => each.OpenWebSocketAsync())
            .Should().ThrowAsync<AssertFailedException>("{0} has a password", station).WithMessage("*401*");
    }

    [TestMethod, TestCategory(MatrixRow.Auth)]
    [DataRow(Member), DataRow(All)]
    public async Task Password_BeforeJoining_KeepsTheSum(string stations)
    {
        var fleet = await ProtectedGroupAsync(stations);

        await KeepsAsync(() => ShouldBeLimitedTogetherAsync(fleet));
    }

    [TestMethod, TestCategory(MatrixRow.Auth)]
    [DataRow(Member), DataRow(All)]
    public async Task Password_BeforeJoining_IsReachedOrReported(string stations)
    {
        var fleet = await ProtectedGroupAsync(stations);

        await KeepsAsync(() => ShouldBeLimitedOrReportedAsync(fleet));
    }

    [TestMethod, TestCategory(MatrixRow.Auth)]
    public async Task Password_InAGroup_KeepsTheSumAfterARestart()
    {
        var fleet = await GroupAsync(2);
        await EventuallyHaveSharesAsync(fleet.Skip(1));
        await ProtectAsync(fleet[1]);

        await fleet[0].RestartAsync();

        await Eventually(() => ShouldBeInFailsafeAsync(fleet.Skip(1)), within: Timeouts.Failsafe);
        await Eventually(() => ShouldBeLimitedTogetherAsync(fleet), within: Timeouts.Allocation);
    }

    [TestMethod, TestCategory(MatrixRow.Mixed)]
    public async Task MemberOf202602_InAGroup_KeepsTheSum()
    {
        var fleet = await GroupWithOlderMemberAsync("2026-02");

        await KeepsAsync(() => ShouldBeLimitedTogetherAsync(fleet));
    }

    [TestMethod, TestCategory(MatrixRow.Mixed)]
    public async Task MemberOf202607_InAGroup_KeepsTheSum()
    {
        var fleet = await GroupWithOlderMemberAsync("2026-07");

        await KeepsAsync(() => ShouldBeLimitedTogetherAsync(fleet));
    }

    [TestMethod, TestCategory(MatrixRow.ForeignFrame)]
    public async Task ForeignFrame_ToMember_KeepsTheSum()
    {
        var (controller, member) = await SharingGroupAsync();
        await using var client = await member.OpenWebSocketAsync();

        // Repeated, because each allocation of the controller replaces it.
        await Throughout(
            async () =>
            {
                await client.AllocateAsync(GroupMaximum);
                await ShouldBeLimitedTogetherAsync([controller, member]);
            },
            Duration(15));
    }

    [TestMethod, TestCategory(MatrixRow.ForeignFrame)]
    public async Task ForeignFrame_ToMember_EndsWithTheNextAllocation()
    {
        var (controller, member) = await SharingGroupAsync();
        await using var client = await member.OpenWebSocketAsync();

        await client.AllocateAsync(GroupMaximum);

        // Longer than two cycles of the controller and a claim, and shorter than the heartbeat.
        await Throughout(member.GetLimitAsync, Duration(14));
        var share = Math.Floor((await controller.GetStatusAsync()).Allocations.Of(member).Amps);
        (await member.GetLimitAsync()).Should().Be(Claim.Limit(share), "the controller of {0} has allocated again", member);
    }

    [TestMethod, TestCategory(MatrixRow.ForeignFrame)]
    public async Task ForeignFrames_WithoutController_StartFailsafe()
    {
        var (controller, member) = await SharingGroupAsync();
        await using var client = await member.OpenWebSocketAsync();
        await controller.KillAsync();

        await Eventually(
            async () =>
            {
                await client.AllocateAsync(GroupMaximum);
                (await member.GetStatusAsync()).FailsafeActive.Should().BeTrue("{0} has no controller", member);
            },
            within: Timeouts.Failsafe);
    }

    [TestMethod, TestCategory(MatrixRow.Heartbeat)]
    public async Task Heartbeat_BelowTheIdleFrames_ReachesTheMember()
    {
        var fleet = await GroupAsync(2, GroupSettings.OfController with { HeartbeatSeconds = 6 }, cars: 0);

        await ShouldReachAsync(fleet);
    }

    [TestMethod, TestCategory(MatrixRow.Heartbeat)]
    public async Task Heartbeat_AboveTheIdleFrames_ReachesTheMember()
    {
        var fleet = await GroupAsync(2, cars: 0);

        await ShouldReachAsync(fleet);
    }

    [TestMethod, TestCategory(MatrixRow.Controllers)]
    public async Task Controllers_OfOneMember_KeepTheSum()
    {
        var fleet = await TwoControllersAsync();

        await KeepsAsync(() => ShouldBeLimitedTogetherAsync(fleet));
    }

    [TestMethod, TestCategory(MatrixRow.Controllers)]
    public async Task Controllers_OfOneMember_ReportTheLoss()
    {
        var (first, second, member) = await TwoControllersAsync();

        await KeepsAsync(
            async () => new[] { (await first.GetStatusAsync()).FailsafeActive, (await second.GetStatusAsync()).FailsafeActive }.Should().Contain(
                true, "{0} follows one controller only", member));
    }

    [TestMethod, TestCategory(MatrixRow.Controllers)]
    public async Task Controllers_OneAddsTheOther_LeavesOne()
    {
        var fleet = await ChargingFleetAsync(2);
        await fleet[1].SetConfigAsync(GroupSettings.OfController);

        await JoinAllAsync(fleet[0], fleet);

        await Eventually(() => fleet[1].ShouldHaveSettingAsync("loadsharing_role", "\"member\""));
    }

    // For two computations: while a group forms, all limits are low. Eventually: one limit may rise 2 s before another falls.
    private Task KeepsAsync(Func<Task> assertion) => Throughout(() => Eventually(assertion, within: Timeouts.Allocation), Duration(12));

    /// <summary>Sets a user and a password, and waits until the station asks for them.</summary>
    private async Task ProtectAsync(Station station)
    {
        var user = new NetworkCredential("admin", "secret");

        // A station without a network is an access point, which asks for no password. A native build has a network of this name.
        await station.SetConfigAsync(new { ssid = "EPX_OK", pass = "integration", www_username = user.UserName, www_password = user.Password });
        await Eventually(async () => (await station.SendAsync(Method.Get, "/config")).Status.Should().Be(HttpStatusCode.Unauthorized));
        station.Credentials = user;
    }

    /// <summary>Two stations that have a password when one adds the other; returns once it allocates.</summary>
    /// <param name="stations">Whether the member has a password, or both.</param>
    private async Task<Fleet> ProtectedGroupAsync(string stations)
    {
        var fleet = await ChargingFleetAsync(2);
        foreach (var station in stations == All ? fleet : fleet.Skip(1))
        {
            await ProtectAsync(station);
        }

        await JoinAllAsync(fleet[0], fleet);
        await EventuallyAllocatesToAsync(fleet[0], fleet.Count);
        return fleet;
    }

    /// <summary>Forms a group of two whose second station has an older firmware.</summary>
    private async Task<Fleet> GroupWithOlderMemberAsync(string contract)
    {
        var fleet = await FleetAsync(2);
        Contract.SkipUnless(Contract.HasRoles, "groups");
        var (controller, member) = fleet;
        await member.RestartAsOlderAsync(contract);
        await Task.WhenAll(fleet.Select(ChargeAsync));

        // By address: 2026-02 publishes port 80, whatever port it listens on. A later discovery makes that the port of its row, and the controller loses it.
        await controller.SetConfigAsync(GroupSettings.OfController);
        await controller.JoinAsync(member.PeerHost);
        await EventuallyAllocatesToAsync(controller, fleet.Count);
        return fleet;
    }

    /// <summary>Forms a group of two that share its maximum equally.</summary>
    private async Task<Fleet> SharingGroupAsync()
    {
        // A controller whose car seems to take less than it is given keeps less.
        var fleet = await GroupAsync(2, ownCar: GroupMaximum);
        await EventuallyAllocateAsync(fleet, [.. fleet.Select(_ => (GroupMaximum / 2, EqualShare))]);
        foreach (var station in fleet)
        {
            await Eventually(() => station.ShouldHaveLimitAsync(Claim.Limit(GroupMaximum / 2)), within: Timeouts.Allocation);
        }

        await Eventually(() => ShouldBeInFailsafeAsync(fleet, expected: false), within: Timeouts.Allocation);
        return fleet;
    }

    /// <summary>The first two stations are controllers of one group, and both have the third as a member.</summary>
    private async Task<Fleet> TwoControllersAsync()
    {
        var fleet = await ChargingFleetAsync(3);
        foreach (var controller in fleet.Take(2))
        {
            await JoinAllAsync(controller, [controller, fleet[2]]);
            await EventuallyIsCompleteAsync(controller, 2);
        }

        return fleet;
    }

    private Task EventuallyAllocatesToAsync(Station controller, int stations) =>
        Eventually(async () => (await controller.GetStatusAsync()).Allocations.Should().HaveCount(stations), within: Timeouts.Allocation);

    // Longer than two of the intervals of idle frames.
    private Task ShouldReachAsync(Fleet fleet) => Throughout(
        async () =>
        {
            var status = await fleet[0].GetStatusAsync();
            status.Of(fleet[1]).Peer.Online.Should().BeTrue("{0} is idle, not offline", fleet[1]);
            status.FailsafeActive.Should().BeFalse("{0} is idle, not offline", fleet[1]);
        },
        Duration(40));

    /// <summary>Asserts that the second station has a limit of load sharing, or that its controller is in failsafe.</summary>
    private static async Task ShouldBeLimitedOrReportedAsync(Fleet fleet)
    {
        if (await fleet[1].GetLimitAsync() is null && (await fleet[0].GetStatusAsync()).FailsafeActive != true)
        {
            throw new AssertFailedException(
                $"Expected {fleet[1]} to have a limit of load sharing or {fleet[0]} to report failsafe, "
                + $"but {fleet[1]} has no limit and failsafe_active is false.");
        }
    }

    /// <summary>Asserts that each station has a limit of load sharing, and that their sum is within the maximum of the group.</summary>
    private static async Task ShouldBeLimitedTogetherAsync(IEnumerable<Station> group)
    {
        var limits = await Task.WhenAll(group.Select(async station => (Station: station, Amps: (await station.GetLimitAsync())?.MaxCurrent)));
        if (Array.Exists(limits, limit => limit.Amps is null) || limits.Sum(limit => limit.Amps) > GroupMaximum)
        {
            throw new AssertFailedException(
                $"Expected limits of load sharing of at most {Allocations.Format(GroupMaximum)} A together, but they are "
                + string.Join(", ", limits.Select(limit => $"{(limit.Amps is { } amps ? $"{Allocations.Format(amps)} A" : "none")} of {limit.Station}")) + ".");
        }
    }
}
