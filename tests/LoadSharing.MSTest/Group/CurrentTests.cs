namespace LoadSharing.MSTest.Group;

/// <summary>The currents that the cars of the emulators draw.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Current)]
public sealed class CurrentTests : GroupTest
{
    [TestMethod]
    [DataRow(2), DataRow(3), DataRow(4)]
    public async Task Current_AllCharging_StaysWithinTheMaximum(int stations)
    {
        var fleet = await GroupAsync(stations);

        await ShouldShareAtMostAsync(fleet, GroupMaximum);
    }

    [TestMethod]
    [DataRow(2), DataRow(3)]
    public async Task Current_MaximumLowered_FollowsIt(int stations)
    {
        var fleet = await GroupAsync(stations);
        await EventuallyDrawSharesAsync(fleet);

        await fleet[0].SetConfigAsync(new GroupSettings { MaximumAmps = 20 });

        await Eventually(() => ShouldDrawTogetherAtMostAsync(fleet, 20), within: Timeouts.Allocation);
    }

    [TestMethod]
    public async Task Current_SafetyFactor_IsKept()
    {
        var fleet = await GroupAsync(2, GroupSettings.OfController with { SafetyFactor = 0.75 });

        await ShouldShareAtMostAsync(fleet, 0.75 * GroupMaximum);
    }

    [TestMethod]
    [DataRow(2), DataRow(3), DataRow(4)]
    public async Task Claim_OfEachStation_IsItsAllocation(int stations)
    {
        var fleet = await GroupAsync(stations, ownCar: GroupMaximum);

        var limit = Claim.Limit(Math.Floor(GroupMaximum / stations));

        foreach (var station in fleet)
        {
            await Eventually(() => station.ShouldHaveLimitAsync(limit), within: Timeouts.Allocation);
        }
    }

    [TestMethod]
    public async Task Charger_OfMember_OffersItsAllocation()
    {
        var (_, member) = await GroupAsync(2, ownCar: GroupMaximum);

        await Eventually(async () => (await member.Emulator.GetStatusAsync()).OfferedAmps.Should().Be(GroupMaximum / 2), within: Timeouts.Allocation);
    }

    [TestMethod]
    public async Task Charger_AllocatedCurrent_IsDrawn()
    {
        var member = await MemberAsync(charges: true);
        await using var controller = await member.OpenWebSocketAsync();

        await controller.AllocateAsync(13);

        await EventuallyDrawsAsync(member, 13);
    }

    [TestMethod]
    public async Task Charger_StoppedByAllocation_Sleeps()
    {
        var member = await MemberAsync(charges: true);
        await using var controller = await member.OpenWebSocketAsync();

        await controller.AllocateAsync(0, "failsafe_disabled");

        // The public emulator shows a current while it sleeps.
        await Eventually(
            async () => (await member.Emulator.GetStatusAsync()).State.Should().BeOneOf([ChargerStatus.Asleep, ChargerStatus.Disabled]),
            within: Timeouts.Claim);
    }

    private async Task ShouldShareAtMostAsync(Fleet fleet, double amps)
    {
        await EventuallyDrawSharesAsync(fleet);
        await Eventually(() => ShouldDrawTogetherAtMostAsync(fleet, amps), within: Timeouts.Allocation);

        // When current moves from one car to another, the one may take it before the other gives it up. The next allocation is over it.
        await Throughout(() => Eventually(() => ShouldDrawTogetherAtMostAsync(fleet, amps), within: Timeouts.Allocation), Duration(11));
    }

    // Until its settings arrive, a member has no limit, and its car draws all it can; then its safe current, and all cars together less than any maximum.
    private async Task EventuallyDrawSharesAsync(Fleet fleet)
    {
        await EventuallyHaveSharesAsync(fleet.Skip(1));
        foreach (var member in fleet.Skip(1))
        {
            await Eventually(
                async () => (await member.Emulator.GetStatusAsync()).DrawnAmps.Should().BeGreaterThan(Minimum, "the car of {0} has its share", member),
                within: Timeouts.Allocation);
        }
    }
}
