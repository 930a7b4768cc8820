namespace Build.Tests.Results;

[TestClass]
public sealed class MarkdownSummaryTests
{
    [TestMethod]
    public void Render_RunWithABaseline_HasItsChanges() => Assert.Contains(
        "```text\n  1 newly failing: X\n```",
        MarkdownSummary.Render(new RunResult("T", [Sample.Passed], TimeSpan.Zero) { Changes = ["  1 newly failing: X"] }));

    [TestMethod]
    public void Render_RunWithFailures_IsAPageOfTables() => Assert.AreEqual(
        """
        ## Load sharing: 1 passed, 1 failed, 1 skipped

        Tested: virtual stations. Wall time 3.00 s.

        Note: &lt;b> is here

        **Error:**

        ```text
        The run was cancelled.
        ```

        ### Failures

        | test | reason |
        |---|---|
        | Fails (2) | Expected &lt;a> \| seen b &amp; c |

        <details><summary>Fails (2)</summary>

        ```text
        Expected <a> | seen b & c
        second line
        ```

        </details>

        ### All tests

        | test | outcome | time | queued for a fleet | fleet startup |
        |---|---|---|---|---|
        | Fails (2) | Failed | 2.00 s | 0.25 s | 0.50 s |
        | Is skipped | Skipped | 0.00 s |  |  |
        | Passes | Passed | 1.25 s |  |  |

        """,
        MarkdownSummary.Render(new RunResult("virtual stations", [Sample.Passed, Waited(0.25, 0.5), Sample.Skipped], TimeSpan.FromSeconds(3))
        {
            Errors = ["The run was cancelled."],
            Notes = ["<b> is here"],
        }));

    [TestMethod]
    public void Render_FenceInAMessage_HasALongerFence()
    {
        var page = MarkdownSummary.Render(new RunResult("T", [Sample.Failed with { Message = "````\n# heading" }], TimeSpan.Zero));

        Assert.Contains("\n`````text\n````\n# heading\n`````\n", page);
    }

    [TestMethod]
    public void Render_Rounds_HasCountsForEachTest() => Assert.AreEqual(
        """
        ## Load sharing: 2 passed, 5 failed, 1 skipped

        Tested: T. Wall time 3.00 s.

        ### Failures

        | test | reason |
        |---|---|
        | Fails (2) (5 of 6 rounds) | Expected &lt;a> \| seen b &amp; c<br>port 1 is closed<br>port 2 is closed<br>… and 1 other |

        <details><summary>Fails (2) (5 of 6 rounds)</summary>

        ```text
        Expected <a> | seen b & c
        second line
        ```

        ```text
        port 1 is closed
        whole story
        ```

        ```text
        port 2 is closed
        whole story
        ```

        </details>

        ### All tests

        | test | passed | failed | skipped | median time | longest | longest queued for a fleet | longest fleet startup |
        |---|---|---|---|---|---|---|---|
        | Fails (2) | 1 | 5 | 0 | 2.00 s | 4.00 s | 0.50 s | 0.75 s |
        | Passes | 1 | 0 | 1 | 0.63 s | 1.25 s |  |  |

        """,
        MarkdownSummary.Render(new RunResult(
            "T",
            [
                Sample.Failed,
                Sample.Passed,
                Waited(0.25, 0.75),
                Waited(0.5, 0.25) with { Duration = TimeSpan.FromSeconds(4), Outcome = TestOutcome.Passed, Message = "" },
                .. Enumerable.Range(1, 3).Select(port => Sample.Failed with { Message = $"port {port} is closed\nwhole story" }),
                Sample.Skipped with { Name = "Passes" },
            ],
            TimeSpan.FromSeconds(3))
        {
            Rounds = 6,
        }));

    [TestMethod]
    public void FirstLine_BlankLines_AreSkipped()
    {
        Assert.AreEqual("reason", TestResult.FirstLine("\n  \r\n  reason \nmore"));
        Assert.IsEmpty(TestResult.FirstLine(" \n"));
    }

    private static TestResult Waited(double turn, double start) =>
        Sample.Failed with { Waited = new LeaseWait(TimeSpan.FromSeconds(turn), TimeSpan.FromSeconds(start)) };
}
