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
        Lease(demand, 3, isFreshNeeded: false, isDirty: false);
        Lease(demand, 1, isFreshNeeded: false, isDirty: false);
        Lease(demand, 1, isFreshNeeded: false, isDirty: false);

        Assert.AreEqual("1 3", string.Join(' ', demand.Sizes));
    }

    [TestMethod]
    public void Sizes_OfFreshAndDirtyOnes_IsTheGreaterOfBoth()
    {
        var demand = new FleetDemand();
        Lease(demand, 2, isFreshNeeded: true, isDirty: false);
        Lease(demand, 2, isFreshNeeded: false, isDirty: true);
        Lease(demand, 2, isFreshNeeded: false, isDirty: true);

        Assert.AreEqual("2 2", string.Join(' ', demand.Sizes));
    }

    private static void Lease(FleetDemand demand, int size, bool isFreshNeeded, bool isDirty)
    {
        demand.AddLease(new LeaseRequest(size, "test", isFreshNeeded));
        demand.AddRelease(size, isDirty ? FleetState.Dirty : FleetState.Clean);
    }
}
