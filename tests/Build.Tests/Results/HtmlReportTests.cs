using Build.Results.Report;

namespace Build.Tests.Results;

[TestClass]
public sealed class HtmlReportTests : BuildTest
{
    private static readonly FailureDocument Failure = new(
        "N.Suite.Fails (2)",
        4,
        [new FailureStation("first", "station-7", "garage.local")],
        [
            new FleetEvent(1, 2, "first", FleetEventKind.Change, "POST /loadsharing/peers {\"host\":\"<b>\"}", "→ 200 {\"msg\":\"done\"}"),
            new FleetEvent(3, null, "first", FleetEventKind.Read, "GET /loadsharing/peers", "→ no answer yet"),
        ],
        [new LogEnd("first", "Firmware", ["HTTP POST <i>"])]);

    [TestMethod]
    public void Render_TextOfAFirmware_IsNoMarkup()
    {
        var page = Render([Sample.Failed with { Message = "<script>alert(1)</script>\n<img src=x>" }], Failure);

        Assert.DoesNotContain("<script>alert", page);
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("<b>", page);
        Assert.DoesNotContain("<i>", page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page);
    }

    [TestMethod]
    public void Render_RunWithABaseline_HasItsChanges() => Assert.Contains(
        "<pre>  1 newly failing: &lt;X&gt;</pre>",
        HtmlReport.Render(new RunResult("T", [Sample.Passed], TimeSpan.Zero) { Changes = ["  1 newly failing: <X>"] }, []));

    [TestMethod]
    public void Render_Failure_PlacesItsEventsInTheLaneOfTheStation()
    {
        var page = Render([Sample.Failed], Failure);

        Assert.Contains("title=\"station-7, garage.local\">first</span>", page);
        Assert.Contains("class=\"change\" style=\"left:25.00%;width:25.00%\"", page);
        Assert.Contains("class=\"read\" style=\"left:75.00%;width:25.00%\"", page, "an event without an end lasts until the failure");
    }

    [TestMethod]
    public void Render_FailureOfAnotherTest_HasNoTimeline() =>
        Assert.DoesNotContain("class=\"timeline\"", Render([Sample.Failed with { Name = "Fails too" }], Failure));

    [TestMethod]
    public void Render_Failures_StandBeforeAllTests()
    {
        var page = Render([Sample.Passed, Sample.Failed]);

        Assert.IsLessThan(page.IndexOf("<h2>All tests</h2>", StringComparison.Ordinal), page.IndexOf("<h3>Fails (2)</h3>", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Render_GreenRun_HasNoFailures()
    {
        var page = Render([Sample.Passed]);

        Assert.DoesNotContain("<h2>Failures</h2>", page);
        Assert.Contains("<h1>1 passed, 0 failed</h1>", page);
    }

    // The browser must load nothing: the report is opened from an artifact, without a network.
    [TestMethod]
    public void Render_AnyRun_RefersToNoOtherSite()
    {
        var page = Render([Sample.Passed, Sample.Failed, Sample.Skipped], Failure);

        Assert.DoesNotContain("http", page);
        Assert.DoesNotContain("<link", page);
        Assert.DoesNotContain("src=", page);
    }

    [TestMethod]
    public void ReadFailures_HalfAFile_IsLeftOut()
    {
        var scratch = Keep(new Scratch());
        Failure.Write(scratch.Combine("failures"));
        File.WriteAllText(scratch.Combine("failures/half.json"), "{\"test\":");

        var read = Assert.ContainsSingle(new ResultFiles(scratch.Path).ReadFailures());

        Assert.AreEqual(Failure.Test, read.Test);
        Expect.Sequence(read.Events, [.. Failure.Events]);
    }

    [TestMethod]
    public void DeleteEarlier_FailuresOfAnEarlierRun_AreDeleted()
    {
        var scratch = Keep(new Scratch());
        Failure.Write(scratch.Combine("failures"));

        new ResultFiles(scratch.Path).DeleteEarlier();

        Assert.IsEmpty(new ResultFiles(scratch.Path).ReadFailures());
    }

    private static string Render(IReadOnlyList<TestResult> tests, params FailureDocument[] failures) =>
        HtmlReport.Render(new RunResult("virtual stations", tests, TimeSpan.FromSeconds(3)), failures);
}
