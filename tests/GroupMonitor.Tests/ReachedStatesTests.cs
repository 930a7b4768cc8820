namespace GroupMonitor.Tests;

[TestClass]
public sealed class ReachedStatesTests
{
    [TestMethod]
    public void States_OfAnUneventfulGroup_AreNotReached() => Assert.AreEqual(new ReachedStates(), new Timeline(2).Run(20).Monitor.Reached);

    [TestMethod]
    public void Scarcity_StationWithoutCurrent_IsReached()
    {
        var group = new Timeline(2);
        group.Stations[0].Allocate(6, "min_subset");
        group.Stations[1].Allocate(0, "insufficient");

        Assert.AreEqual(new ReachedStates { Scarcity = true }, group.Run(2).Monitor.Reached);
    }

    [TestMethod]
    public void Rotation_LaterStationIsServed_IsReached()
    {
        var group = new Timeline(2);
        group.Stations[0].Allocate(0, "insufficient");
        group.Stations[1].Allocate(6, "min_subset");

        Assert.IsTrue(group.Run(2).Monitor.Reached.Rotation);
    }

    [TestMethod]
    public void Failsafe_OfAMemberThatHadAllocations_IsReached()
    {
        var group = new Timeline(2).Run(5);
        group.Stations[1].IsFailsafe = true;

        Assert.AreEqual(new ReachedStates { Failsafe = true }, group.Run(2).Monitor.Reached);
    }

    [TestMethod]
    public void Failsafe_WhileTheGroupIsFormed_IsNotReached()
    {
        var group = new Timeline(2);
        group.Stations[1].IsFailsafe = true;
        group.Run(5);
        group.Stations[1].IsFailsafe = false;

        Assert.AreEqual(new ReachedStates(), group.Run(5).Monitor.Reached);
    }

    [TestMethod]
    public void Recovery_EndOfAFailsafe_IsReached()
    {
        var group = new Timeline(2).Run(5);
        group.Stations[1].IsFailsafe = true;
        group.Run(2);
        group.Stations[1].IsFailsafe = false;

        Assert.IsTrue(group.Run(2).Monitor.Reached.Recovery);
    }

    [TestMethod]
    public void DemandCap_UnequalShares_IsReached()
    {
        var group = new Timeline(2);
        group.Stations[0].Allocate(8);
        group.Stations[1].Allocate(24);

        Assert.AreEqual(new ReachedStates { DemandCap = true }, group.Run(2).Monitor.Reached);
    }
}
