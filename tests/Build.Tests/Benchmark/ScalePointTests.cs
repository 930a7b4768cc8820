using Build.Benchmark;
using LoadSharing.Lab.Stations;

namespace Build.Tests.Benchmark;

[TestClass]
public sealed class ScalePointTests
{
    private static readonly TestResult Passed = new("N.C", "Discovers (8 stations)", TestOutcome.Passed, TimeSpan.Zero, "");
    private static readonly TestResult Lost = Passed with { Outcome = TestOutcome.Failed, Message = $"{SuiteFailures.StationsAreMissing}: not so within 30 s" };
    private static readonly TestResult Crashed = Passed with { Outcome = TestOutcome.Failed, Message = "station-3: the firmware ended\nLog: x" };

    private static readonly RunTimes Times = Took((Measurements.NewFleetForTest, 0.5), ("discovery", 2));

    [TestMethod]
    public void Of_GreenRun_HasStartAndDiscoveryTime() => Assert.AreEqual(new ScalePoint(8, 0.5, 2, Sample.Resources), Of(0, Times, Passed));

    [TestMethod]
    public void Of_FleetStartedAhead_HasItsStartTime() => Assert.AreEqual(
        new ScalePoint(8, 0.75, 2, Sample.Resources), Of(0, Took((Measurements.NewFleetAhead, 0.75), ("discovery", 2)), Passed));

    [TestMethod]
    [DataRow(TestOutcome.Failed, "")]
    [DataRow(TestOutcome.Skipped, "Known defect: it has 20 rows\n")]
    public void Of_MissingRows_IsLost(TestOutcome outcome, string before)
    {
        var point = Of(1, Took((Measurements.NewFleetForTest, 0.5)), Lost with { Outcome = outcome, Message = before + Lost.Message });

        Assert.AreEqual(new ScalePoint(8, 0.5, null, Sample.Resources), point);
        Assert.IsTrue(point.IsIncomplete);
    }

    [TestMethod]
    public void Of_TruncatedList_IsLost()
    {
        var cut = Lost with
        {
            Message = "station-3's peer list: row 16, field \"url\": expected a string, seen null\n"
                + $"- row 16, field \"ip\": expected a string, {SuiteFailures.FieldIsMissing}",
        };

        Assert.IsTrue(Of(1, Times, cut).IsIncomplete);
    }

    [TestMethod]
    public void Of_OtherFailure_IsAnError()
    {
        Assert.AreEqual("Discovers (8 stations): station-3: the firmware ended", Of(1, Times, Crashed).Error);
        Assert.AreEqual("Discovers (8 stations): station-3: the firmware ended", Of(1, Times, Lost, Crashed).Error);
        Assert.AreEqual("the run exited with exit code 1 and wrote no times", Of(1, null).Error);
        Assert.AreEqual("the run exited with exit code 1 although no test failed", Of(1, Times, Passed).Error);
        Assert.AreEqual("the run started no fleet whose discovery was measured", Of(0, Took(("discovery", 2)), Passed).Error);
        Assert.AreEqual("the run started no fleet whose discovery was measured", Of(0, Took((Measurements.NewFleetForTest, 0.5)), Passed).Error);
        Assert.IsFalse(Of(1, Times, Crashed).IsIncomplete);
    }

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

    private static ScalePoint Of(int exit, RunTimes? times, params IReadOnlyList<TestResult> tests) =>
        ScalePoint.Of(8, new ExitStatus(exit), times, tests, Sample.Resources);

    private static RunTimes Took(params IReadOnlyList<(string Stage, double Seconds)> stages) =>
        new(new Dictionary<string, double>(), stages.ToDictionary(stage => stage.Stage, stage => StageTimes.Of([stage.Seconds])));
}
