using Build.Benchmark;

namespace Build.Tests.Measuring;

[TestClass]
public sealed class ScaleVerdictTests
{
    [TestMethod]
    public void Of_FleetsThatAllListEachOther_IsNone() => Assert.IsNull(ScalePoint.Limit([Sample.Whole(2), Sample.Whole(4)]));

    [TestMethod]
    public void Of_FleetsThatCouldNotBeMeasured_IsNone() => Assert.IsNull(ScalePoint.Limit([Sample.Whole(2), Sample.Broken(4)]));

    [TestMethod]
    public void Of_EveryFleetFromOneSizeOnHasLostRows_IsThatSize() => Assert.AreEqual(
        "From 8 stations on, not every station lists all others.",
        ScalePoint.Limit([Sample.Whole(2), Sample.Broken(4), Sample.Lost(32), Sample.Lost(8)]));

    [TestMethod]
    public void Of_ALargerFleetHasAllRows_ClaimsNoLimit() => Assert.AreEqual(
        "Not every station lists all others with 4, 16 stations, but each does with 8: the number of stations is not the only cause.",
        ScalePoint.Limit([Sample.Whole(2), Sample.Lost(4), Sample.Whole(8), Sample.Lost(16)]));
}
