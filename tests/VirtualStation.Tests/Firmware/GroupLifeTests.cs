namespace VirtualStation.Tests.Firmware;

/// <summary>Groups of virtual stations with charging cars, from the first allocation to the end.</summary>
[TestClass]
public sealed class GroupLifeTests : GroupTest
{
    private const string July = "2026-07";
    private const string September = "2026-09";

    [TestMethod]
    public async Task Form_ThreeChargingCars_GivesRecordedAllocations()
    {
        var stations = await FormAsync(July, 3);

        await WaitForGroupStatusAsync(stations[0], """
            {"failsafe_active":false,"online_count":3,"allocations":[{"target_current":10,"reason":"equal_share"},
             {"target_current":11,"reason":"equal_share"},{"target_current":11,"reason":"equal_share"}]}
            """);
    }

    // Whether the controller's own car is capped depends on the moment at which its members connect.
    [TestMethod]
    public async Task Form_ThreeChargingCarsOfSeptember_SharesTheMaximum()
    {
        var stations = await FormAsync(September, 3);

        await Retry.UntilPassesAsync(
            async () =>
            {
                var allocations = (await GroupStatusAsync(stations[0])).GetProperty("allocations").EnumerateArray().ToList();
                Assert.IsTrue(allocations.All(row => row.GetProperty("reason").GetString() == "equal_share"));
                Assert.AreEqual(32, allocations.Sum(row => row.GetProperty("target_current").GetDouble()), 0.01);
            },
            Token);
    }

    [TestMethod]
    public async Task Form_TwoChargingCars_ClaimsAllocationOnMember()
    {
        var stations = await FormAsync(July, 2);

        await WaitForClaimsAsync(stations[1], "\"max_current\":16");
    }

    [TestMethod]
    [DataRow(July)]
    [DataRow(September)]
    public async Task KillController_AfterHeartbeat_ClaimsSafeCurrentOnMember(string contract)
    {
        var stations = await FormAsync(contract, 2);
        await WaitForGroupStatusAsync(stations[1], """{"enabled":true,"failsafe_active":false}""");

        stations[0].Process.Kill();

        await WaitForGroupStatusAsync(stations[1], """{"failsafe_active":true}""");
        await WaitForClaimsAsync(stations[1], "\"max_current\":6");
    }

    [TestMethod]
    public async Task RestartController_MemberInFailsafe_EndsFailsafe()
    {
        var stations = await FormAsync(July, 2);
        await WaitForGroupStatusAsync(stations[1], """{"enabled":true,"failsafe_active":false}""");
        await stations[0].Process.DisposeAsync();
        await WaitForGroupStatusAsync(stations[1], """{"failsafe_active":true}""");

        await RestartAsync(stations[0]);

        await WaitForGroupStatusAsync(stations[1], """{"failsafe_active":false}""");
    }

    [TestMethod]
    [DataRow(July)]
    [DataRow(September)]
    public async Task KillMember_OfThree_ReservesItsCurrent(string contract)
    {
        var stations = await FormAsync(contract, 3);
        await WaitForGroupStatusAsync(stations[0], """{"failsafe_active":false,"online_count":3}""");

        stations[2].Process.Kill();

        await Retry.UntilPassesAsync(
            async () =>
            {
                var status = await GroupStatusAsync(stations[0]);
                var reasons = status.GetProperty("allocations").EnumerateArray().Select(row => row.GetProperty("reason").GetString()).ToList();
                Assert.Contains("offline", reasons);
                Assert.HasCount(2, reasons.Where(reason => reason == (contract == July ? "equal_share" : "failsafe_safe_current")).ToList());
            },
            Token);
    }

    [TestMethod]
    [DataRow(July)]
    [DataRow(September)]
    public async Task Delete_Member_ReleasesItsClaim(string contract)
    {
        var stations = await FormAsync(contract, 2);
        await WaitForClaimsAsync(stations[1], "\"client\":65548");

        await stations[0].DeletePeerAsync($"127.0.0.1%3A{stations[1].Http.Port}", Token);

        await WaitForClaimsAsync(stations[1], "[]");
    }

    private async Task<RunningFirmware[]> FormAsync(string contract, int count)
    {
        var stations = await Task.WhenAll(Enumerable.Range(0, count).Select(number => StartChargingAsync(contract, number)));
        await stations[0].Http.PostAsync("/config", ControllerSettings, Token);
        foreach (var member in stations[1..])
        {
            await stations[0].AddPeerAsync($"127.0.0.1:{member.Http.Port}", Token);
        }

        return stations;
    }

    private Task WaitForClaimsAsync(RunningFirmware station, string expected) => Retry.UntilPassesAsync(
        async () => Assert.Contains(expected, (await station.Http.GetAsync("/claims", Token)).Body), Token);
}
