namespace Build.Tests.Results;

[TestClass]
public sealed class StatisticsTests
{
    [TestMethod]
    [DataRow(new[] { 3.0 }, 3, 3, 3)]
    [DataRow(new[] { 5.0, 1, 3 }, 1, 3, 5)]
    [DataRow(new[] { 4.0, 1, 3, 2 }, 1, 2.5, 4)]
    public void Of_Values_IsMinimumMedianAndMaximum(double[] measurements, double minimum, double median, double maximum) =>
        Assert.AreEqual(new Statistics(minimum, median, maximum), Statistics.Of(measurements));

    [TestMethod]
    public void Of_NoValues_Throws() => Assert.ThrowsExactly<ArgumentException>(() => Statistics.Of([]));
}
