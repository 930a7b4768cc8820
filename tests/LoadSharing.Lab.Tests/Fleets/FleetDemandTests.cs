using LoadSharing.Lab.Fleets;

namespace LoadSharing.Lab.Tests.Fleets;

[TestClass]
public sealed class FleetDemandTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    [TestMethod]
    public void Sizes_OfNoLease_IsEmpty() => Assert.IsEmpty(Demand().Needs.Sizes);

    [TestMethod]
    public void Sizes_OfUsedStationsOnly_IsOneFleetOfEachSize()
    {
        var demand = Demand();
        Lease(demand, 3, isFreshNeeded: false, isSpoilt: false);
        Lease(demand, 1, isFreshNeeded: false, isSpoilt: false);
        Lease(demand, 1, isFreshNeeded: false, isSpoilt: false);

        Assert.AreEqual("1 3", string.Join(' ', demand.Needs.Sizes));
    }

    [TestMethod]
    public void Sizes_OfFreshAndSpoiltOnes_IsTheGreaterOfBoth()
    {
        var demand = Demand();
        Lease(demand, 2, isFreshNeeded: true, isSpoilt: false);
        Lease(demand, 2, isFreshNeeded: false, isSpoilt: true);
        Lease(demand, 2, isFreshNeeded: false, isSpoilt: true);

        Assert.AreEqual("2 2", string.Join(' ', demand.Needs.Sizes));
    }

    [TestMethod]
    public void Reuse_IsNeverOfSpoiltAndLateOfLongHeldStations()
    {
        var demand = Demand();
        demand.Returned(2, "soon", Soon, isSpoilt: false);
        demand.Returned(2, "long", Soon + TimeSpan.FromTicks(1), isSpoilt: false);
        demand.Returned(2, "spoils", Soon + TimeSpan.FromTicks(1), isSpoilt: true);

        CollectionAssert.AreEqual(new[] { KeyValuePair.Create("long", Reuse.Late), KeyValuePair.Create("spoils", Reuse.Never) }, demand.Needs.Reuse.ToList());
    }

    private static FleetDemand Demand() => new(Soon);

    private static void Lease(FleetDemand demand, int size, bool isFreshNeeded, bool isSpoilt)
    {
        demand.Leased(size, isFreshNeeded);
        demand.Returned(size, "test", TimeSpan.Zero, isSpoilt);
    }
}
