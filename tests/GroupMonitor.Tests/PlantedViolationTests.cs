namespace GroupMonitor.Tests;

[TestClass]
public sealed class PlantedViolationTests
{
    [TestMethod]
    public void Budget_CarsDrawMoreThanTheMaximum_IsFound()
    {
        var group = new Timeline(3).Run(20);

        group.Stations[2].Draw(16);

        AssertFinds(ViolationKind.OverBudget, group.Run(20));
    }

    [TestMethod]
    public void Budget_SafetyFactorIsIgnored_IsFound()
    {
        var group = new Timeline(2);
        group.Settings = group.Settings with { SafetyFactor = 0.75 };

        AssertFinds(ViolationKind.OverBudget, group.Run(20));
    }

    [TestMethod]
    public void Budget_LoweredMaximumIsIgnored_IsFound()
    {
        var group = new Timeline(2).Run(20);
        group.Act(ActionKind.Settings);
        group.Settings = group.Settings with { MaximumAmps = 20 };

        AssertFinds(ViolationKind.OverBudget, group.Run(20));
    }

    [TestMethod]
    public void Budget_NothingIsReservedForALostMember_IsFound()
    {
        var group = new Timeline(2).Run(20);
        group.Act(ActionKind.Lifecycle, 1);
        group.Stations[1].IsRunning = false;
        group.Stations[0].Allocate(32);
        group.Stations[1].Reason = "offline";

        AssertFinds(ViolationKind.OverBudget, group.Run(20));
    }

    [TestMethod]
    public void SafeCurrent_MemberOfAKilledControllerKeepsItsShare_IsFound()
    {
        var group = new Timeline(2).Run(20);
        group.Act(ActionKind.Lifecycle);
        group.Stations[0].IsRunning = false;

        AssertFinds(ViolationKind.OverSafeCurrent, group.Run(40));
    }

    [TestMethod]
    public void SafeCurrent_MemberBehindAPartitionKeepsItsShare_IsFound()
    {
        var group = new Timeline(2).Run(20);
        group.Act(ActionKind.Lifecycle);
        group.Stations[1].Side = 1;

        AssertFinds(ViolationKind.OverSafeCurrent, group.Run(40));
    }

    [TestMethod]
    public void SafeCurrent_MemberThatMustStopDrawsTheSafeCurrent_IsFound()
    {
        var group = new Timeline(2);
        group.Settings = group.Settings with { StopsInFailsafe = true };
        group.Run(20);
        group.Act(ActionKind.Lifecycle);
        group.Stations[0].IsRunning = false;

        AssertFinds(ViolationKind.OverSafeCurrent, group.Run(40, second => group.Stations[1].Draw(second < 22 ? 16 : 6)));
    }

    [TestMethod]
    public void SafeCurrent_MemberReportsFailsafeAndKeepsItsShare_IsFound()
    {
        var group = new Timeline(2).Run(20);
        group.Stations[1].IsFailsafe = true;

        AssertFinds(ViolationKind.OverSafeCurrent, group.Run(20));
    }

    [TestMethod]
    public void Reversal_EqualShareFallsForOneCycle_IsFound()
    {
        var group = new Timeline(2).Run(30);
        group.Stations[1].Allocate(10);
        group.Run(5);
        group.Stations[1].Allocate(16);

        AssertFinds(ViolationKind.Reversal, group.Run(5));
    }

    [TestMethod]
    public void Reversal_MinimumGoesToAnotherStationForOneCycle_IsFound()
    {
        var group = new Timeline(2);
        group.Settings = group.Settings with { MaximumAmps = 10, RotationSeconds = 1800 };
        Serve(0);
        group.Run(30);
        Serve(1);
        group.Run(5);
        Serve(0);

        AssertFinds(ViolationKind.Reversal, group.Run(5));

        // The charger keeps its state: the firmware's claim is what changes.
        void Serve(int served)
        {
            group.Share(0, "insufficient");
            group.Stations[served].Allocate(6, "min_subset");
        }
    }

    [TestMethod]
    public void Peers_StationInTwoRows_IsFound()
    {
        var group = new Timeline(2).Run(20);
        group.Stations[0].Peers = [new PeerSample("second", true), new PeerSample("second", false)];

        AssertFinds(ViolationKind.ListedTwice, group.Run(20));
    }

    [TestMethod]
    public void Peers_JoinedPeerIsGone_IsFound()
    {
        var group = new Timeline(2).Run(20);
        group.Stations[0].Peers = [];

        AssertFinds(ViolationKind.LostPeer, group.Run(5));
    }

    [TestMethod]
    public void Peers_RestartUnjoinsAPeer_IsFound()
    {
        var group = new Timeline(2).Run(20);
        group.Act(ActionKind.Lifecycle);
        group.Stations[0].Peers = [new PeerSample("second", false)];

        AssertFinds(ViolationKind.LostPeer, group.Run(5));
    }

    [TestMethod]
    public void Budget_Violation_NamesTheExpectedAndTheDrawnCurrents()
    {
        var group = new Timeline(2).Run(20);
        group.Stations[1].Draw(20);

        Assert.AreEqual(
            "Expected the group of first to draw at most 32 A together, but it drew first 16 + second 20 = 36 A for 12 s.",
            group.Run(20).Monitor.Violations[0].Message);
    }

    private static void AssertFinds(ViolationKind kind, Timeline group) =>
        CollectionAssert.AreEqual(new[] { kind }, group.Found, string.Join('\n', group.Monitor.Violations));
}
