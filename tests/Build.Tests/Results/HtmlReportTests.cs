using System.Text;
using Build.Results.Report;

namespace Build.Tests.Results;

[TestClass]
public sealed class HtmlReportTests : BuildTest
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    [TestMethod]
    public void Render_TextOfAFirmware_IsNoMarkup()
    {
        var page = Render([Sample.Failed with { Message = "<script>alert(1)</script>\n<img src=x>" }], Sample.Timeline);

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
        var page = Render([Sample.Failed], Sample.Timeline);

        Assert.Contains("title=\"station-7, garage.local\">first</span>", page);
        Assert.Contains("class=\"change\" style=\"left:25.00%;width:25.00%\"", page);
        Assert.Contains("class=\"read\" style=\"left:75.00%;width:25.00%\"", page, "an event without an end lasts until the failure");
    }

    [TestMethod]
    public void Render_Failure_ListsTheLastEventsOfTheFleetInOrder()
    {
        var table = Render([Sample.Failed], Sample.Timeline).Split("<table class=\"last\">")[1].Split("</table>")[0];

        Expect.Sequence(
            [.. table.Split("<tr class=\"").Skip(1).Select(row => string.Join(' ', row.Split("<td>").Skip(1).Take(2)))],
            "1.00 s first",
            "2.00 s mDNS",
            "3.00 s first");
    }

    [TestMethod]
    public void Render_Failure_LinksItsFiles()
    {
        var scratch = Keep(new Scratch());
        Write(scratch, Sample.Timeline);

        var document = Assert.ContainsSingle(new ResultFiles(scratch.Path).ReadTimelines());

        Assert.Contains($"<a href=\"timelines/{Id}/station-7.firmware.log\">station-7.firmware.log</a>", Render([Sample.Failed], document));
    }

    [TestMethod]
    public void Render_TimelineOfAPassedTest_FollowsAllTests() =>
        Assert.Contains("<details><summary>Timeline of N.Suite.Fails (2)</summary>", Render([Sample.Failed with { Name = "Fails too" }], Sample.Timeline));

    [TestMethod]
    public void Render_ManyLongTimelines_IsAtMostTwoMegabytes()
    {
        var text = new string('ü', 300);
        var events = Enumerable.Range(0, 2000).Select(second => new TimelineEvent(second, second, "first", TimelineEventKind.Log, text, ""));
        var timeline = Sample.Timeline with { Events = [.. events] };
        var failures = Enumerable.Range(0, 60)
            .Select(number => Sample.Failed with { Name = $"Fails {number}", Message = $"{new string('x', number + 1)}\n{new string('ü', 9000)}" })
            .ToList();

        var page = HtmlReport.Render(
            new RunResult("T", failures, TimeSpan.Zero), [.. failures.Select(failure => timeline with { Test = failure.FullName })]);

        Assert.IsLessThanOrEqualTo(2_000_000, Encoding.UTF8.GetByteCount(page));
        Assert.IsTrue(page.Contains("<h3>Fails 59</h3>", StringComparison.Ordinal), "each failure has its article");
        Assert.IsTrue(page.Contains("<td>Fails 59<td>failed", StringComparison.Ordinal), "each failure is in the list of all tests");
    }

    [TestMethod]
    public void Render_Failure_ShowsThePeerListsInColours()
    {
        var timeline = Sample.Timeline with
        {
            Stations = [.. Sample.Timeline.Stations, new TimelineStation("second", "station-8", "yard.local")],
            Visibility = [new VisibilityRow("first", 1.5, ["online joined", "-"]), new VisibilityRow("second", 2, ["online", "online joined"])],
        };

        var page = Render([Sample.Failed], timeline);

        Assert.Contains("<tr><th><th>read at<th>first<th>second</tr>", page);
        Assert.Contains("<tr><th>first<td>1.50 s<td class=\"itself\">online joined<td class=\"lost\">-</tr>", page);
        Assert.Contains("<tr><th>second<td>2.00 s<td class=\"online\">online<td class=\"itself\">online joined</tr>", page);
    }

    [TestMethod]
    public void Render_MessageWithRequests_LeavesThemToTheTimeline()
    {
        var failure = Sample.Failed with
        {
            Message = "Expected rows\n  ! online false   expected: true\n\nfirst = station-7\n   0.25 s  first   GET /peers → 200 []",
        };

        Assert.Contains("<pre class=\"message\">  ! online false   expected: true\n\nfirst = station-7</pre>", Render([failure], Sample.Timeline));
        Assert.Contains("GET /peers", Render([failure]));
    }

    [TestMethod]
    public void Render_SeveralReasons_BeginsWithLinksToThem()
    {
        var page = Render([Sample.Failed, Sample.Failed with { Name = "Fails too", Message = "Expected rows" }]);

        Assert.Contains("<li><a href=\"#failure-1\">", page);
        Assert.Contains("<article id=\"failure-1\">", page);
    }

    [TestMethod]
    public void Render_FailureThatPassedWithOtherData_SaysWith() => Assert.Contains(
        "<p class=\"line\">Passed with (3)</p>", Render([Sample.Failed, Sample.Failed with { Name = "Fails (3)", Outcome = TestOutcome.Passed }]));

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
        var page = Render([Sample.Passed, Sample.Failed, Sample.Skipped], Sample.Timeline);

        Assert.DoesNotContain("http", page);
        Assert.DoesNotContain("<link", page);
        Assert.DoesNotContain("src=", page);
    }

    [TestMethod]
    public void ReadTimelines_HalfAFile_IsLeftOut()
    {
        var scratch = Keep(new Scratch());
        Write(scratch, Sample.Timeline);
        var half = Directory.CreateDirectory(scratch.Combine($"timelines/{Guid.Empty:N}")).FullName;
        File.WriteAllText(Path.Combine(half, TimelineDocument.FileName), "{\"test\":");

        var read = Assert.ContainsSingle(new ResultFiles(scratch.Path).ReadTimelines());

        Assert.AreEqual(Sample.Timeline.Test, read.Test);
        Expect.Sequence(read.Events, [.. Sample.Timeline.Events]);
    }

    [TestMethod]
    public void DeleteEarlier_TimelinesOfAnEarlierRun_AreDeleted()
    {
        var scratch = Keep(new Scratch());
        Write(scratch, Sample.Timeline);
        var own = Directory.CreateDirectory(scratch.Combine("timelines/notes of a user")).FullName;

        new ResultFiles(scratch.Path).DeleteEarlier();

        Expect.Sequence(Directory.GetDirectories(scratch.Combine("timelines")), own);
    }

    private static void Write(Scratch scratch, TimelineDocument document) =>
        document.Write(Directory.CreateDirectory(scratch.Combine($"timelines/{Id}")).FullName);

    private static string Render(IReadOnlyList<TestResult> tests, params TimelineDocument[] failures) =>
        HtmlReport.Render(new RunResult("virtual stations", tests, TimeSpan.FromSeconds(3)), failures);
}
