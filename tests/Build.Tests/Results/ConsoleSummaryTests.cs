namespace Build.Tests.Results;

[TestClass]
public sealed class ConsoleSummaryTests
{
    [TestMethod]
    public void Render_GreenRun_EndsWithTheCounts() => Assert.AreEqual(
        """
        Tested: virtual stations, contract 2026-07
        Results: /results
        Wall time: 12.3 s
        1 passed, 0 failed
        """,
        Of(new RunResult("virtual stations, contract 2026-07", [Sample.Passed], TimeSpan.FromSeconds(12.34))));

    [TestMethod]
    public void Render_RunWithABaseline_HasItsChangesBeforeTheCounts() => Assert.AreEqual(
        """
        Compared with /before: differences.
          1 newly failing: X
        Tested: T
        Results: /results
        Wall time: 1.0 s
        1 passed, 0 failed
        """,
        Of(new RunResult("T", [Sample.Passed], TimeSpan.FromSeconds(1)) { Changes = ["Compared with /before: differences.", "  1 newly failing: X"] }));

    [TestMethod]
    public void Render_Failures_HasTheirMessages() => Assert.AreEqual(
        """
        FAILED  Fails too
            another reason
        FAILED  Fails (2)
            Expected <a> | seen b & c
            second line
        ERROR
            station-0: the firmware exited unexpectedly
            Log: x
        Note: a foreign station is on this link
        Tested: T
        Results: /results
        Wall time: 1.0 s
        1 passed, 2 failed
        """,
        Of(new RunResult("T", [Sample.Failed with { Name = "Fails too", Message = "another reason" }, Sample.Passed, Sample.Failed], TimeSpan.FromSeconds(1))
        {
            Errors = ["station-0: the firmware exited unexpectedly\nLog: x"],
            Notes = ["a foreign station is on this link"],
        }));

    [TestMethod]
    public void Render_FailuresForOneReason_HasOneMessage() => Assert.StartsWith(
        """
        FAILED  Fails (2)
            port 8000 is closed
            For the same reason: Fails too
        Tested: T
        """,
        Of(new RunResult(
            "T",
            [
                Sample.Failed with { Name = "Fails too", Message = "port 8001 is closed\nand more" },
                Sample.Failed with { Message = "port 8000 is closed" },
            ],
            TimeSpan.FromSeconds(1))));

    // Ports, ids and times make each message another one.
    [TestMethod]
    public void Render_Rounds_CountsFailuresByTest() => Assert.StartsWith(
        """
        FAILED  Fails (2) (6 of 100 rounds)
            port 1 is closed
            port 2 is closed
            port 3 is closed
            … and 2 others
        FAILED  Fails once (1 of 100 rounds)
            Expected <a> | seen b & c
            second line
        SKIPPED Is known (2 of 100 rounds)
            known defect
        Tested: T
        """,
        Of(new RunResult(
            "T",
            [
                .. Enumerable.Range(1, 5).Append(5).Select(port => Sample.Failed with { Message = $"port {port} is closed\nwhole story" }),
                Sample.Failed with { Name = "Fails once" },
                Sample.Skipped with { Name = "Is known", Message = "known defect" },
                Sample.Skipped with { Name = "Is known", Message = "known defect" },
            ],
            TimeSpan.Zero)
        {
            Rounds = 100,
        }));

    [TestMethod]
    public void Render_SameFailureInSeveralRounds_HasItsMessageOnce() => Assert.StartsWith(
        """
        FAILED  Fails (2) (2 of 3 rounds)
            Expected <a> | seen b & c
            second line
        Tested: T
        """,
        Of(new RunResult("T", [Sample.Failed, Sample.Failed], TimeSpan.Zero) { Rounds = 3 }));

    [TestMethod]
    public void Render_TwoFailuresOfOneName_HasTheirNumber() =>
        Assert.StartsWith("FAILED  Fails (2) (2 times)\n", Of(new RunResult("T", [Sample.Failed, Sample.Failed], TimeSpan.Zero)));

    [TestMethod]
    public void Render_TestsSkippedForOneReason_NamesItOnce() => Assert.StartsWith(
        """
        SKIPPED 2 tests: First, Second
            no priorities
        SKIPPED Third
            known defect

        """,
        Of(new RunResult(
            "T",
            [
                Sample.Passed,
                Sample.Skipped with { Name = "First", Message = "no priorities" },
                Sample.Skipped with { Name = "Third", Message = "known defect" },
                Sample.Skipped with { Name = "Second", Message = "no priorities" },
            ],
            TimeSpan.Zero)));

    [TestMethod]
    public void Render_NoTests_NamesTheOptionsToCheck() =>
        Assert.StartsWith("No test ran. Check --filter, --instances and --shard.\n", Of(new RunResult("T", [], TimeSpan.Zero)));

    [TestMethod]
    public void Render_NoTestsAndAnError_HasTheErrorOnly() => Assert.AreEqual(
        """
        ERROR
            --contract=2026-07: this firmware speaks 2026-02.
        Tested: T
        Results: /results
        Wall time: 1.0 s
        0 passed, 0 failed
        """,
        Of(new RunResult("T", [], TimeSpan.FromSeconds(1)) { Errors = ["--contract=2026-07: this firmware speaks 2026-02."] }));

    [TestMethod]
    public void Render_AllTestsSkipped_IsAFailure()
    {
        var summary = Of(new RunResult("T", [Sample.Skipped], TimeSpan.Zero));

        Assert.StartsWith("All tests were skipped. At least one must pass.\n", summary);
        Assert.EndsWith("0 passed, 0 failed, 1 skipped", summary);
    }

    private static string Of(RunResult run) => ConsoleSummary.Render(run, "/results");
}
