using VirtualStation.Firmware.Allocation;

namespace VirtualStation.Tests.Firmware.Allocation;

/// <summary>The limit of a station whose car takes less than its pilot offers.</summary>
[TestClass]
public sealed class DemandCapTests
{
    private static readonly GroupLimits Limits = new(32, 1, FailsafeMode.SafeCurrent, 6, 6, TimeSpan.Zero);
    private readonly GroupAllocator _allocator = new(AllocationRules.July2026);
    private AllocationState _state = AllocationState.Initial;

    [TestMethod]
    public void Compute_CarTakesLess_GivesRestToOthers() => Assert.AreEqual(8, OwnShare(measured: 8));

    [TestMethod]
    public void Compute_CarTakesLessThanMinimum_KeepsMinimum() => Assert.AreEqual(6, OwnShare(measured: 2));

    [TestMethod]
    public void Compute_CarTakesNothing_HasNoCap() => Assert.AreEqual(16, OwnShare(measured: 0));

    [TestMethod]
    public void Compute_CarTakesAlmostPilot_HasNoCap() => Assert.AreEqual(16, OwnShare(measured: 9.8, pilot: 10));

    [TestMethod]
    public void Compute_PilotAtMinimum_HasNoCap() => Assert.AreEqual(16, OwnShare(measured: 3, pilot: 6));

    [TestMethod]
    public void Compute_PeerMeasuredInMilliamps_HasNoCap()
    {
        GroupStation[] stations = [Station("a", 16), Station("b", 8_000)];

        Assert.AreEqual(16, _allocator.Compute(Limits, stations, _state, TimeSpan.Zero).Allocations[1].TargetAmps);
    }

    [TestMethod]
    public void Compute_CarTakesLessThanCap_LowersCap()
    {
        OwnShare(measured: 12);

        Assert.AreEqual(8, OwnShare(measured: 8));
    }

    [TestMethod]
    public void Compute_CarTakesCap_KeepsCap()
    {
        OwnShare(measured: 8);

        Assert.AreEqual(8, Enumerable.Range(0, 30).Max(_ => OwnShare(measured: 8)));
    }

    [TestMethod]
    public void Compute_CarTakesMoreThanCap_ReleasesCap()
    {
        OwnShare(measured: 8);

        Assert.AreEqual(16, OwnShare(measured: 8.25));
    }

    [TestMethod]
    public void Compute_OfferRose_WaitsSixComputations()
    {
        OwnShare(measured: 8);
        OwnShare(measured: 8.25);

        var shares = Enumerable.Range(0, 7).Select(_ => OwnShare(measured: 8.25)).ToArray();

        CollectionAssert.AreEqual(new[] { 16, 16, 16, 16, 16, 16, 8.25 }, shares);
    }

    [TestMethod]
    public void Compute_OneDemandingStation_HasNoCap()
    {
        var allocations = _allocator.Compute(Limits, [Station("a", 8)], _state, TimeSpan.Zero).Allocations;

        Assert.AreEqual(32, allocations[0].TargetAmps);
    }

    [TestMethod]
    public void Compute_CarStopsCharging_ReleasesCap()
    {
        OwnShare(measured: 8);
        Compute(Station("a", 0) with { IsCharging = false });

        Assert.AreEqual(16, OwnShare(measured: 0));
    }

    private static GroupStation Station(string id, double measured) => GroupAllocatorTests.Charging(id) with { MeasuredAmps = measured };

    private double OwnShare(double measured, double pilot = 32) => Compute(Station("a", measured) with { PilotAmps = pilot });

    private double Compute(GroupStation own)
    {
        var computation = _allocator.Compute(Limits, [own, Station("b", 0)], _state, TimeSpan.Zero);
        _state = computation.Next;
        return computation.Allocations[0].TargetAmps;
    }
}
