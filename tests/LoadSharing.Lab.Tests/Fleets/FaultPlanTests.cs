namespace LoadSharing.Lab.Tests.Fleets;

[TestClass]
public sealed class FaultPlanTests
{
    private const int Count = 200;

    private static readonly FaultKind[] Kinds = [FaultKind.Kill, FaultKind.Freeze, FaultKind.Partition];
    private static readonly int[] Stations = [0, 1, 2];

    [TestMethod]
    public void Draw_SameSeed_IsTheSamePlan() => CollectionAssert.AreEqual(Draw(7), Draw(7));

    [TestMethod]
    public void Draw_OtherSeed_IsAnotherPlan() => CollectionAssert.AreNotEqual(Draw(7), Draw(8));

    // The plan is replayed by another build of the same version, which may list the kinds in another order.
    [TestMethod]
    public void Draw_KindsInAnotherOrder_IsTheSamePlan() =>
        CollectionAssert.AreEqual(Draw(7), FaultPlan.Draw(7, 3, [FaultKind.Partition, FaultKind.Kill, FaultKind.Freeze]).Take(Count).ToArray());

    [TestMethod]
    public void Draw_ManyFaults_HasEachKind() => CollectionAssert.AreEquivalent(Kinds, Draw(7).Select(fault => fault.Kind).Distinct().ToArray());

    [TestMethod]
    public void Draw_ManyFaults_HasEachStation() =>
        CollectionAssert.AreEquivalent(Stations, Draw(7).Select(fault => fault.Station).Distinct().ToArray());

    // The first faults are written down, because a replay must be possible with a later version too.
    [TestMethod]
    public void Draw_Seed7_IsTheRecordedPlan() => Assert.AreEqual(
        "Freeze of station 2 for 7 s; Partition of station 0 for 52 s; Freeze of station 2 for 11 s",
        string.Join("; ", FaultPlan.Draw(7, 3, Kinds).Take(3)));

    private static PlannedFault[] Draw(int seed) => [.. FaultPlan.Draw(seed, 3, Kinds).Take(Count)];
}
