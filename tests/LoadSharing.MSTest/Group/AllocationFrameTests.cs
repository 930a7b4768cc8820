namespace LoadSharing.MSTest.Group;

/// <summary>The frames on <c>/ws</c> with which a controller gives a member its current. The firmware accepts them from every client.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Frames)]
public sealed class AllocationFrameTests : GroupTest
{
    [TestMethod]
    [DataRow(13.7, 13.0), DataRow(16.0, 16.0), DataRow(6.0, 6.0)]
    public async Task Frame_ToMember_IsALimitWithoutTheFraction(double amps, double limit)
    {
        var member = await MemberAsync();
        await using var controller = await member.OpenWebSocketAsync();

        // Other than the limit of failsafe, which a member without allocations has.
        await controller.AllocateAsync(20);
        await EventuallyIsLimitedToAsync(member, Claim.Limit(20));
        await controller.AllocateAsync(amps);

        await EventuallyIsLimitedToAsync(member, Claim.Limit(limit));
    }

    [TestMethod]
    [DataRow(0.0, 0.0), DataRow(5.9, 5.0)]
    public async Task Frame_BelowTheMinimum_StopsTheCharger(double amps, double limit)
    {
        var member = await MemberAsync();
        await using var controller = await member.OpenWebSocketAsync();
        await controller.AllocateAsync(20);
        await EventuallyIsLimitedToAsync(member, Claim.Limit(20));

        await controller.AllocateAsync(amps, "insufficient");

        await EventuallyIsLimitedToAsync(member, Claim.Stop(limit));
    }

    [TestMethod]
    public async Task Frame_FailsafeDisabled_StopsTheCharger()
    {
        var member = await MemberAsync();
        await using var controller = await member.OpenWebSocketAsync();

        await controller.AllocateAsync(20, "failsafe_disabled");

        await EventuallyIsLimitedToAsync(member, Claim.Stop(20));
    }

    [TestMethod]
    public async Task Frame_ToStationWithoutRole_SetsNoLimit()
    {
        var station = await StationWithRolesAsync();
        await using var client = await station.OpenWebSocketAsync();

        await client.AllocateAsync(7);
        await EventuallyIsHandledAsync(client);

        // Longer than a station takes to apply a limit, 2 s.
        await Throughout(() => station.ShouldHaveLimitAsync(null), Duration(4));
    }

    [TestMethod]
    public async Task Frame_ToMember_EndsFailsafe()
    {
        var member = await MemberAsync();
        await Eventually(async () => (await member.GetStatusAsync()).FailsafeActive.Should().BeTrue());
        await using var controller = await member.OpenWebSocketAsync();

        await controller.AllocateAsync(16);

        await Eventually(async () => (await member.GetStatusAsync()).FailsafeActive.Should().BeFalse(), within: Timeouts.Claim);
    }

    [TestMethod]
    public async Task Frames_End_StartsFailsafe()
    {
        var member = await MemberAsync(heartbeatSeconds: 10);
        await using var controller = await member.OpenWebSocketAsync();
        await controller.AllocateAsync(16);
        await EventuallyIsLimitedToAsync(member, Claim.Limit(16));

        await EventuallyIsLimitedToAsync(member, Claim.Limit(Minimum), Timeouts.Failsafe);
    }

    [TestMethod]
    public async Task Frames_EveryFewSeconds_KeepFailsafeAway()
    {
        var member = await MemberAsync(heartbeatSeconds: 6);
        await using var controller = await member.OpenWebSocketAsync();
        await controller.AllocateAsync(16);
        await Eventually(async () => (await member.GetStatusAsync()).FailsafeActive.Should().BeFalse(), within: Timeouts.Claim);

        await Throughout(
            async () =>
            {
                await controller.AllocateAsync(16);
                (await member.GetStatusAsync()).FailsafeActive.Should().BeFalse();
            },
            Duration(10));
    }

    [TestMethod]
    public async Task Frame_AfterLeaving_SetsNoLimit()
    {
        var member = await MemberAsync();
        await using var controller = await member.OpenWebSocketAsync();
        await member.SetConfigAsync(GroupSettings.Left);
        await member.SetConfigAsync(new GroupSettings { Enabled = false });
        await Eventually(() => member.ShouldHaveLimitAsync(null), within: Timeouts.Claim);

        await controller.AllocateAsync(7);
        await EventuallyIsHandledAsync(controller);

        await Throughout(() => member.ShouldHaveLimitAsync(null), Duration(4));
    }

    [TestMethod]
    public async Task Ping_OfAClient_IsAnswered()
    {
        var station = await StationWithRolesAsync();
        await using var client = await station.OpenWebSocketAsync();

        await client.SendAsync(new { ping = 1 });

        (await client.ReceiveAsync("pong", Seconds(10))).GetProperty("pong").GetInt32().Should().Be(1);
    }

    [TestMethod]
    public async Task WebSocket_NewClient_ReceivesTheStatus()
    {
        var station = await StationWithRolesAsync();

        await using var client = await station.OpenWebSocketAsync();

        (await client.ReceiveAsync("ipaddress", Seconds(10))).TryGetProperty("amp", out _).Should().BeTrue();
    }

    // The station answers after the frames before.
    private static async Task EventuallyIsHandledAsync(WebSocketClient client)
    {
        await client.SendAsync(new { ping = 1 });
        await client.ReceiveAsync("pong", Seconds(10));
    }

    private Task EventuallyIsLimitedToAsync(Station station, Claim limit, FirmwareTimeout? within = null) =>
        Eventually(() => station.ShouldHaveLimitAsync(limit), within ?? Timeouts.Claim);
}
