using Build.Suite.Measuring;

namespace Build.Tests.Measuring;

[TestClass]
public sealed class ScaleVerdictTests
{
    [TestMethod]
    public void Of_FleetsThatAllListEachOther_IsNone() => Assert.IsNull(ScaleVerdict.Of([Sample.Whole(2), Sample.Whole(4)]));

    [TestMethod]
    public void Of_FleetsThatCouldNotBeMeasured_IsNone() => Assert.IsNull(ScaleVerdict.Of([Sample.Whole(2), Sample.Broken(4)]));

    [TestMethod]
    public void Of_EveryFleetFromOneSizeOnHasLostRows_IsThatSize() => Assert.AreEqual(
        "From 8 stations on, not every station lists every other one.",
        ScaleVerdict.Of([Sample.Whole(2), Sample.Broken(4), Sample.Lost(32), Sample.Lost(8)]));

    [TestMethod]
    public void Of_ALargerFleetHasAllRows_ClaimsNoLimit() => Assert.AreEqual(
        "Not every station lists every other one with 4, 16 stations, but each does with 8: that is no matter of their number alone.",
        ScaleVerdict.Of([Sample.Whole(2), Sample.Lost(4), Sample.Whole(8), Sample.Lost(16)]));
}
