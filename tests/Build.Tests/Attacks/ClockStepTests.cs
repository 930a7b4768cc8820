namespace Build.Tests.Attacks;

/// <summary>A wall clock that is set while <c>build.sh</c> compiles. The report had a wall time of 31 years.</summary>
[TestClass]
public sealed class ClockStepTests
{
    private const string Stat = "4711 (a) b (c) S 1 4711 4711 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 123450 1 1 1";

    [TestMethod]
    public void Between_StartAndUptime_IsTheirDifference() => Assert.AreEqual(65.75, ProcessAge.Between(Stat, "1300.25 9.00\n").TotalSeconds, 0.001);

    [TestMethod]
    public void Between_UptimeOfAContainer_IsZero() => Assert.AreEqual(TimeSpan.Zero, ProcessAge.Between(Stat, "3.00 9.00\n"));

    [TestMethod]
    public void Read_ThisProcess_IsAsTheSystemReports()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();

        Assert.AreEqual((DateTime.Now - process.StartTime).TotalSeconds, ProcessAge.Read().TotalSeconds, 2);
    }
}
