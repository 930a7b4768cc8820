using Build.Results;

namespace Build.Tests.Results;

[TestClass]
public sealed class MarkdownSummaryTests
{
    [TestMethod]
    public void Of_ARunWithFailures_IsAPageOfTables() => Assert.AreEqual(
        """
        ## Load sharing: 1 passed, 1 failed, 1 skipped

        Tested: virtual stations. Wall time 3.00 s.

        Note: &lt;b> is here

        **Trouble:**

        ```text
        The run was cut short.
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

        | test | outcome | time |
        |---|---|---|
        | Fails (2) | Failed | 2.00 s |
        | Is skipped | Skipped | 0.00 s |
        | Passes | Passed | 1.25 s |

        """,
        MarkdownSummary.Of(new RunResult("virtual stations", [Sample.Passed, Sample.Failed, Sample.Skipped], TimeSpan.FromSeconds(3))
        {
            Troubles = ["The run was cut short."],
            Notes = ["<b> is here"],
        }));

    [TestMethod]
    public void Of_AMessageWithAFence_DoesNotEndTheFence()
    {
        var page = MarkdownSummary.Of(new RunResult("T", [Sample.Failed with { Message = "```\n# heading" }], TimeSpan.Zero));

        Assert.Contains("'''\n# heading", page);
    }

    [TestMethod]
    public void FirstLine_OfAText_IsTheFirstThatSaysSomething()
    {
        Assert.AreEqual("reason", MarkdownSummary.FirstLine("\n  \r\n  reason \nmore"));
        Assert.IsEmpty(MarkdownSummary.FirstLine(" \n"));
    }
}
