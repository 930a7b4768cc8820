namespace LoadSharing.Lab.Tests.Fleets;

[TestClass]
public sealed class FleetDemandTests
{
    [TestMethod]
    public void Sizes_OfNoLease_IsEmpty() => Assert.IsEmpty(new FleetDemand().Sizes);

    [TestMethod]
    public void Sizes_OfUsedStationsOnly_IsOneFleetOfEachSize()
    {
        var demand = new FleetDemand();
        Lease(demand, 3, isFreshNeeded: false, isSpoilt: false);
        Lease(demand, 1, isFreshNeeded: false, isSpoilt: false);
        Lease(demand, 1, isFreshNeeded: false, isSpoilt: false);

        Assert.AreEqual("1 3", string.Join(' ', demand.Sizes));
    }

    [TestMethod]
    public void Sizes_OfFreshAndSpoiltOnes_IsTheGreaterOfBoth()
    {
        var demand = new FleetDemand();
        Lease(demand, 2, isFreshNeeded: true, isSpoilt: false);
        Lease(demand, 2, isFreshNeeded: false, isSpoilt: true);
        Lease(demand, 2, isFreshNeeded: false, isSpoilt: true);

        Assert.AreEqual("2 2", string.Join(' ', demand.Sizes));
    }

    private static void Lease(FleetDemand demand, int size, bool isFreshNeeded, bool isSpoilt)
    {
        demand.AddLease(new LeaseRequest(size, "test", isFreshNeeded));
        demand.AddRelease(size, isSpoilt ? FleetState.Dirty : FleetState.Clean);
    }
}
