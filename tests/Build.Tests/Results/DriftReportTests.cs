using Build.Drift;

namespace Build.Tests.Results;

[TestClass]
public sealed class DriftReportTests
{
    private static readonly DriftLine Same = Line("KeepsRows", "true");

    [TestMethod]
    public void Problem_AllLinesHold_IsNone() => Assert.IsNull(Report(Same).Problem);

    [TestMethod]
    public void Problem_ALineDiffers_NamesNearestGenerationAndLine() => Assert.AreEqual(
        "This firmware has no known API generation. The nearest is 2026-09, and 1 line is not as there: PeerId.",
        Report(Same, Line("PeerId", "new")).Problem);

    [TestMethod]
    public void Problem_KnownDefect_IsNone() => Assert.IsNull(Report(Same, Line("OwnRow", null, "no address")).Problem);

    [TestMethod]
    public void Text_KnownDefect_IsNotHidden()
    {
        var text = Report(Same, Line("OwnRow", null, "no address")).Text;

        Assert.Contains("known defect  OwnRow\n    2026-09: true\n    firmware: no address because\n", text);
        Assert.EndsWith("The firmware matches 2026-09: 1 of 2 lines hold, 1 by a known defect not.", text);
    }

    [TestMethod]
    public void Markdown_LineThatWasNotObserved_HasTheReason() =>
        Assert.Contains("| `OwnRow` | not there | because | true | true | true |", Report(Same, Line("OwnRow", null)).Markdown);

    [TestMethod]
    [DataRow("3", true), DataRow("4", true), DataRow("5", false)]
    public void Holds_Limit_IsAMaximum(string observed, bool holds) => Assert.AreEqual(holds, Limit(observed).Holds(ApiGeneration.September2026));

    [TestMethod]
    public void Text_ValueAboveALimit_HasBoth() =>
        Assert.Contains("differs       Questions\n    2026-09: at most 4\n    firmware: 5\n", Report(Same, Limit("5")).Text);

    private static DriftReport Report(params DriftLine[] lines) => new(new DriftDocument(lines, ""), "stations", null);

    private static DriftLine Line(string name, string? observed, string? defect = null) => new(
        name, observed, ApiGeneration.All.ToDictionary(generation => generation.Name, _ => "true"), false, observed is null ? "because" : null, defect);

    private static DriftLine Limit(string observed) => new(
        "Questions", observed, ApiGeneration.All.ToDictionary(generation => generation.Name, _ => "4"), true, null, null);
}
