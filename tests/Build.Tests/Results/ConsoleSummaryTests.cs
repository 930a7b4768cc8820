using Build.Results;

namespace Build.Tests.Results;

[TestClass]
public sealed class ConsoleSummaryTests
{
    [TestMethod]
    public void Of_AGreenRun_SaysWhatWasTestedAndEndsWithTheCounts() => Assert.AreEqual(
        """
        Tested: virtual stations, contract 2026-07
        Results: /results
        Wall time: 12.3 s
        1 passed, 0 failed
        """,
        Of(new RunResult("virtual stations, contract 2026-07", [Sample.Passed], TimeSpan.FromSeconds(12.34))));

    [TestMethod]
    public void Of_Failures_ShowsEachWithItsWholeReasonAndRepeatedOnesOnce() => Assert.AreEqual(
        """
        FAILED  Fails (2) (2 times)
            Expected <a> | seen b & c
            second line
        FAILED  Fails (2)
            another reason
        TROUBLE
            station-0: the firmware ended by itself
            Log: x
        Note: somebody else is here
        Tested: T
        Results: /results
        Wall time: 1.0 s
        1 passed, 3 failed
        """,
        Of(new RunResult("T", [Sample.Failed, Sample.Passed, Sample.Failed, Sample.Failed with { Message = "another reason" }], TimeSpan.FromSeconds(1))
        {
            Troubles = ["station-0: the firmware ended by itself\nLog: x"],
            Notes = ["somebody else is here"],
        }));

    [TestMethod]
    public void Of_NothingRan_SaysThatThisIsAFailureAndWhereToLook() =>
        Assert.StartsWith("No test ran, which is a failure: look at --filter and --instances.\n", Of(new RunResult("T", [], TimeSpan.Zero)));

    [TestMethod]
    public void Of_EverythingSkipped_SaysThatThisIsAFailure()
    {
        var summary = Of(new RunResult("T", [Sample.Skipped], TimeSpan.Zero));

        Assert.StartsWith("Every test was skipped, which is a failure.\n", summary);
        Assert.EndsWith("0 passed, 0 failed, 1 skipped", summary);
    }

    private static string Of(RunResult run) => ConsoleSummary.Of(run, "/results");
}
