using Build.Benchmark;

namespace Build.Tests.Benchmark;

[TestClass]
public sealed class ScaleLimitTests
{
    [TestMethod]
    public void Limit_AllRowsListed_IsNull() => Assert.IsNull(ScalePoint.Limit([Sample.Whole(2), Sample.Whole(4)]));

    [TestMethod]
    public void Limit_FailedMeasurement_IsNull() => Assert.IsNull(ScalePoint.Limit([Sample.Whole(2), Sample.Broken(4)]));

    [TestMethod]
    public void Limit_RowsMissingFromOneSizeOn_IsThatSize() => Assert.AreEqual(
        "From 8 stations on, not every station lists all others.",
        ScalePoint.Limit([Sample.Whole(2), Sample.Broken(4), Sample.Lost(32), Sample.Lost(8)]));

    [TestMethod]
    public void Limit_LargerFleetWithAllRows_IsNoLimit() => Assert.AreEqual(
        "Not every station lists all others with 4, 16 stations, but each does with 8: the number of stations is not the only cause.",
        ScalePoint.Limit([Sample.Whole(2), Sample.Lost(4), Sample.Whole(8), Sample.Lost(16)]));
}
