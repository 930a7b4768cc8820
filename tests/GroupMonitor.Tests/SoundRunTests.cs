namespace GroupMonitor.Tests;

/// <summary>Runs of sound firmware, some with faults that a test causes, have no violation.</summary>
[TestClass]
public sealed class SoundRunTests
{
    [TestMethod]
    public void Shares_OfThreeCars_AreAllowed() => AssertSound(new Timeline(3).Run(120));

    [TestMethod]
    public void Cars_BeforeTheGroupExists_MayDrawMore()
    {
        var group = new Timeline(2);
        group.Stations[1].IsMember = false;
        group.Share(32);
        group.Run(30);
        group.Act(ActionKind.Peers);
        group.Stations[1].IsMember = true;

        AssertSound(group.Run(30, second => group.Share(second < 10 ? 32 : 16)));
    }

    [TestMethod]
    public void Maximum_LoweredAndFollowedWithinACycle_IsAllowed()
    {
        var group = new Timeline(2).Run(20);
        group.Act(ActionKind.Settings);
        group.Settings = group.Settings with { MaximumAmps = 20 };

        AssertSound(group.Run(40, second => group.Share(second < 8 ? 16 : 10)));
    }

    [TestMethod]
    public void Car_ThatDrawsMoreThanItsOffer_IsNotTheFirmwaresFault()
    {
        var group = new Timeline(2);
        group.Stations[0].DrawnAmps = 32;

        AssertSound(group.Run(40));
    }

    [TestMethod]
    public void Charger_AsleepWithACurrent_DrawsNothing()
    {
        var group = new Timeline(2);
        (group.Stations[0].State, group.Stations[0].DrawnAmps, group.Stations[0].OfferedAmps) = (253, 32, 32);

        AssertSound(group.Run(40));
    }

    // The public emulator does not confirm a pilot, and the firmware does not repeat one that it believes in.
    [TestMethod]
    public void Charger_ThatOffersMoreThanTheFirmwareBelieves_CountsWithThePilot()
    {
        var group = new Timeline(2);
        group.Stations[0].Draw(26);
        group.Stations[0].PilotAmps = 6;

        AssertSound(group.Run(40));
    }

    [TestMethod]
    public void Member_Lost_CountsWithItsAssumedCurrent()
    {
        var group = new Timeline(2).Run(20);
        group.Act(ActionKind.Lifecycle, 1);
        group.Stations[1].IsRunning = false;
        group.Stations[1].Reason = "offline";
        group.Stations[0].Allocate(26);

        AssertSound(group.Run(60));
    }

    [TestMethod]
    public void Member_OfAKilledController_MayKeepItsShareUntilTheHeartbeat()
    {
        var group = new Timeline(2).Run(20);
        group.Act(ActionKind.Lifecycle);
        group.Stations[0].IsRunning = false;

        AssertSound(group.Run(60, second =>
        {
            group.Stations[1].Draw(second < 23 ? 16 : 6);
            group.Stations[1].IsFailsafe = second > 19;
        }));
    }

    [TestMethod]
    public void Member_WithAllocationsOfTheTest_MayDrawThem()
    {
        var group = new Timeline(2);
        group.Stations[0].IsRunning = false;

        AssertSound(group.Run(60, second =>
        {
            if (second % 5 == 0)
            {
                group.Act(ActionKind.Allocation, 1);
            }
        }));
    }

    [TestMethod]
    public void Peer_ThatATestRemoved_IsNotLost()
    {
        var group = new Timeline(3).Run(20);
        group.Act(ActionKind.Peers);
        group.Stations[2].IsMember = false;
        group.Stations[0].Allocate(16);
        group.Stations[1].Allocate(16);

        AssertSound(group.Run(40));
    }

    [TestMethod]
    public void Rows_ThatMergeWithinASweep_AreAllowed()
    {
        var group = new Timeline(2).Run(20);
        group.Stations[0].Peers = [new PeerSample("second", true), new PeerSample("second", false)];
        group.Run(8);
        group.Stations[0].Peers = null;

        AssertSound(group.Run(20));
    }

    [TestMethod]
    public void Turns_OfARotation_AreAllowed()
    {
        var group = new Timeline(2);
        group.Settings = group.Settings with { MaximumAmps = 10, RotationSeconds = 16 };

        AssertSound(group.Run(120, second =>
        {
            group.Share(0, "insufficient");
            group.Stations[second / 16 % 2].Allocate(6, "min_subset");
        }));
    }

    [TestMethod]
    public void Allocation_ThatFollowsACarsChange_MayReverse()
    {
        var group = new Timeline(2).Run(30);
        group.Act(ActionKind.Car, 1);
        group.Stations[1].Allocate(10);
        group.Run(5);
        group.Stations[1].Allocate(16);

        AssertSound(group.Run(20));
    }

    [TestMethod]
    public void Allocations_OfTwoControllersForOneMember_AreNoReversal()
    {
        var monitor = new FleetMonitor(1);
        var settings = new SettingsSample { Enabled = true, Role = "controller", MaximumAmps = 32 };
        for (var second = 0; second < 60; second++)
        {
            monitor.Add(new FleetSample(second, [Controller("first", 16), Controller("second", second < 30 ? 26 : 20)]));
        }

        Assert.IsEmpty(monitor.Violations);

        StationSample Controller(string role, double amps) =>
            new(role, true, new ChargerSample(1, 6, 0), new GroupSample(false, [], [new AllocationSample("third", amps, "equal_share")]), settings);
    }

    [TestMethod]
    public void Violation_ThatTheTestExpects_IsAllowed()
    {
        var group = new Timeline(2);
        group.Share(32);
        group.Monitor.Expect(ViolationKind.OverBudget, "the test ignores the controller");

        AssertSound(group.Run(40));
    }

    // What delays the monitor delays the stations.
    [TestMethod]
    public void Excess_AcrossAGapOfTheSamples_CountsAsOneInterval()
    {
        var monitor = new FleetMonitor(1);
        var settings = new SettingsSample { Enabled = true, Role = "controller", MaximumAmps = 16 };
        var view = new GroupSample(false, [], [new AllocationSample("first", 16, "equal_share")]);
        for (var sample = 0; sample < 6; sample++)
        {
            monitor.Add(new FleetSample(
                sample * 10,
                [new StationSample("first", true, new ChargerSample(3, 32, 32), view, settings) { PilotAmps = 32 }]));
        }

        Assert.IsEmpty(monitor.Violations);
    }

    private static void AssertSound(Timeline group) => Assert.IsEmpty(group.Found, string.Join('\n', group.Monitor.Violations));
}
