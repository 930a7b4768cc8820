namespace LoadSharing.MSTest.Group;

/// <summary>
/// A group whose maximum is below the sum of its members' minimums. A station without current falls asleep, and on the public emulator that changes the next
/// allocations. Each test asserts the first ones after the change.
/// </summary>
[LoadSharingTestClass, TestCategory(Endpoint.Group), TestCategory(GroupArea.Scarcity)]
public sealed class ScarcityTests : GroupTest
{
    private const int RotationSeconds = 30;
    private static readonly GroupSettings OneMinimum = new() { MaximumAmps = 10 };

    [TestMethod]
    [DataRow(2), DataRow(3), DataRow(4)]
    public async Task Scarcity_RoomForOne_GivesOneItsMinimum(int stations)
    {
        var fleet = await GroupAsync(stations);

        await fleet[0].SetConfigAsync(OneMinimum);

        await EventuallyServesAsync(fleet, InOrder(fleet)[0]);
    }

    [TestMethod]
    public async Task Scarcity_RoomForTwo_GivesTwoTheirMinimum()
    {
        var fleet = await GroupAsync(3);

        await fleet[0].SetConfigAsync(new GroupSettings { MaximumAmps = 14 });

        await EventuallyServesAsync(fleet, InOrder(fleet)[0], InOrder(fleet)[1]);
    }

    [TestMethod]
    public async Task Scarcity_RoomForNone_GivesNone()
    {
        var fleet = await GroupAsync(2);

        await fleet[0].SetConfigAsync(new GroupSettings { MaximumAmps = 5, SafeAmps = 5 });

        await EventuallyServesAsync(fleet);
    }

    [TestMethod]
    [DataRow(5, 1, 5), DataRow(5, 5, 1)]
    public async Task Scarcity_LowestPriorityNumber_IsServedFirst(int first, int second, int third)
    {
        int[] priorities = [first, second, third];
        var fleet = await GroupAsync(3, priorities: priorities);

        await fleet[0].SetConfigAsync(OneMinimum);

        await EventuallyServesAsync(fleet, fleet[priorities.IndexOf(1)]);
    }

    [TestMethod]
    public async Task Scarcity_AfterARotation_ServesTheNext()
    {
        var fleet = await GroupAsync(3, GroupSettings.OfController with { RotationSeconds = RotationSeconds });

        await WaitForSecondTurnAsync(fleet, RotationSeconds);
        await fleet[0].SetConfigAsync(OneMinimum);

        await EventuallyServesAsync(fleet, InOrder(fleet)[1]);
    }

    [TestMethod]
    public async Task Scarcity_WithoutRotation_ServesTheFirst()
    {
        var fleet = await GroupAsync(3, GroupSettings.OfController with { RotationSeconds = 0 });

        // A firmware that takes 0 s for a short interval, as a mutant does with 15 s, has moved on by then.
        await WaitForSecondTurnAsync(fleet, 16);
        await fleet[0].SetConfigAsync(OneMinimum);

        await EventuallyServesAsync(fleet, InOrder(fleet)[0]);
    }

    [TestMethod]
    public async Task Scarcity_StationWithoutCurrent_IsDisabled()
    {
        var fleet = await GroupAsync(2);

        await fleet[0].SetConfigAsync(OneMinimum);

        await Eventually(() => InOrder(fleet)[1].ShouldHaveLimitAsync(Claim.Stop()), within: Timeouts.Allocation);
    }

    // The first turn began with the first allocation to two charging stations, a few seconds ago, and the second one ends after two intervals.
    private Task WaitForSecondTurnAsync(Fleet fleet, int rotationSeconds) =>
        Throughout(async () => (await fleet[0].GetStatusAsync()).Allocations.Should().HaveCount(3), Duration(rotationSeconds + 2));

    // The minimum for the served stations, nothing for the others.
    private Task EventuallyServesAsync(Fleet fleet, params Station[] served) => EventuallyAllocateAsync(
        fleet, [.. fleet.Select(station => served.Contains(station) ? (Minimum, "min_subset") : (0.0, "insufficient"))]);
}
