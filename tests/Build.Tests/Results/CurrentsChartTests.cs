using System.Xml.Linq;
using GroupMonitor;

namespace Build.Tests.Results;

[TestClass]
public sealed class CurrentsChartTests
{
    private static readonly CurrentsDocument Group = new(
        "Suite.CurrentTests.Shares (2)",
        ["first (station-1)", "second <station-2>"],
        [Point(0, null, 32, 0), Point(5, 32, 16, 16), Point(10, 32, 16, 16)])
    {
        Actions = [new TestAction(4, "second", ActionKind.Car, "POST /api/ev/request_charge of the emulator")],
    };

    [TestMethod]
    public void Render_Group_HasABandForEachStation() => Assert.HasCount(2, Elements(Group, "polygon"));

    [TestMethod]
    public void Render_Group_NamesItsStations() =>
        CollectionAssert.IsSubsetOf(Group.Stations.ToList(), Elements(Group, "text").Select(text => text.Value).ToList());

    [TestMethod]
    public void Render_Group_NamesTheActions() => Assert.Contains("second: request charge", Elements(Group, "text").Select(text => text.Value));

    [TestMethod]
    public void Render_OneChangedSetting_HasItsNameWithItsValue()
    {
        var action = new TestAction(6, "first", ActionKind.Settings, """POST /config {"loadsharing_group_max_current":20}""");

        Assert.Contains("first: group max current 20", Elements(Group with { Actions = [action] }, "text").Select(text => text.Value));
    }

    // The upper band begins where the lower one ends: 16 A of 35.2 A, and both together reach the budget.
    [TestMethod]
    public void Render_Bands_AreStacked()
    {
        var bands = Elements(Group, "polygon").Select(band => band.Attribute("points")!.Value.Split(' ')).ToList();

        CollectionAssert.AreEqual(bands[0][..6], bands[1].Reverse().Take(6).ToList());
    }

    [TestMethod]
    public void Render_NoPoints_IsAnEmptyChart() =>
        Assert.IsTrue(Elements(Group with { Points = [] }, "polygon").TrueForAll(band => band.Attribute("points")!.Value.Length == 0));

    private static CurrentsPoint Point(double seconds, double? budget, params double[] amps) => new(seconds, budget, amps, [null, null], [null, null]);

    private static List<XElement> Elements(CurrentsDocument document, string name) =>
        [.. XDocument.Parse(CurrentsChart.Render(document)).Descendants().Where(element => element.Name.LocalName == name)];
}
