using Build.Results;

namespace Build.Tests.Suite;

[TestClass]
public sealed class StatisticsTests
{
    [TestMethod]
    [DataRow(new[] { 3.0 }, 3, 3, 3)]
    [DataRow(new[] { 5.0, 1, 3 }, 1, 3, 5)]
    [DataRow(new[] { 4.0, 1, 3, 2 }, 1, 2.5, 4)]
    public void Of_Measurements_IsMinimumMedianAndMaximum(double[] measurements, double minimum, double median, double maximum) =>
        Assert.AreEqual(new Statistics(minimum, median, maximum), Statistics.Of(measurements));

    [TestMethod]
    public void Of_Nothing_IsAnError() => Assert.ThrowsExactly<ArgumentException>(() => Statistics.Of([]));
}
