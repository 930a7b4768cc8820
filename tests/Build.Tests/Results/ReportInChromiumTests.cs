using Build.Results.Report;

namespace Build.Tests.Results;

/// <summary>The report in headless Chromium.</summary>
[TestClass]
[ChromiumCondition]
public sealed class ReportInChromiumTests : BuildTest
{
    private ChromiumPage _page = null!;

    [TestInitialize]
    public async Task OpenAsync()
    {
        var file = Keep(new Scratch()).Combine(HtmlReport.FileName);
        var run = new RunResult("virtual stations", [Sample.Passed, Sample.Failed, Sample.Skipped], TimeSpan.FromSeconds(3));
        await File.WriteAllTextAsync(file, HtmlReport.Render(run, [Sample.Timeline]), Token);
        _page = Keep(await ChromiumPage.OpenAsync(new Uri(file)));
    }

    [TestMethod]
    public async Task Name_Typed_FiltersTheTests()
    {
        await _page.TypeAsync("#name", "pass");

        Assert.AreEqual("Passes", await _page.TextAsync("#tests tr:not([hidden]) td:first-child"));
    }

    [TestMethod]
    public async Task Outcome_Unchecked_HidesItsTests()
    {
        await _page.ClickAsync("input[value=passed]");

        Assert.AreEqual("Fails (2)\nIs skipped", await _page.TextAsync("#tests tr:not([hidden]) td:first-child"));
    }

    [TestMethod]
    public async Task Kind_Unchecked_HidesItsMarks()
    {
        await _page.ClickAsync("input[value=packet]");

        Assert.AreEqual("none", await _page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.track button.packet')).display"));
        Assert.AreEqual("block", await _page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.track button.read')).display"));
    }

    [TestMethod]
    public async Task Mark_Clicked_ShowsItsText()
    {
        await _page.ClickAsync(".track button.change");

        Assert.StartsWith("1.00 s  first  POST /loadsharing/peers", await _page.TextAsync("output"));
    }

    [TestMethod]
    public async Task Mark_ArrowKey_ShowsTheNext()
    {
        await _page.ClickAsync(".track button.change");

        await _page.PressAsync("ArrowRight");

        Assert.StartsWith("3.00 s  first  GET /loadsharing/peers", await _page.TextAsync("output"));
    }

    [TestMethod]
    public async Task Zoom_Increased_WidensTheLanes()
    {
        const string Ratio = "document.querySelector('.lanes').offsetWidth / document.querySelector('.scroll').clientWidth";
        Assert.AreEqual(1, await _page.EvaluateAsync<double>(Ratio), 0.01);

        await _page.EvaluateAsync<object>("document.querySelector('.zoom').focus()");
        await _page.PressAsync("ArrowRight");

        Assert.AreEqual(2, await _page.EvaluateAsync<double>(Ratio), 0.01);
    }

    [TestMethod]
    public async Task Page_OnAPhone_FitsItsWidth()
    {
        await _page.ResizeToPhoneAsync();

        Assert.IsLessThanOrEqualTo(390, await _page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }
}
