namespace Build.Tests.Results;

[TestClass]
public sealed class FailureGroupTests
{
    private const string Reason = """Expected first (station-9) to list second (station-17) in one row, but it lists 2 rows: {"id":"9b80d"}. (33 reads)""";
    private const string OtherReason = """Expected third (station-2) to list first (station-1) in one row, but it lists 3 rows: {"id":"54266"}. (7 reads)""";

    [TestMethod]
    public void Of_ReasonsThatDifferInStationsAndNumbers_AreOneGroup()
    {
        var group = Assert.ContainsSingle(FailureGroup.Of([Failed("A", Reason + "\nmore"), Failed("B", OtherReason)]));

        Assert.AreEqual("B", group.Simplest.Name, "the shortest message is first");
        Assert.HasCount(2, group.Tests);
    }

    [TestMethod]
    public void Of_DifferentReasons_AreGroupsWithTheLargestFirst()
    {
        var groups = FailureGroup.Of([Failed("A", "Expected 200, but was 404."), Failed("B", Reason), Failed("C", OtherReason)]);

        Expect.Sequence(groups.Select(group => group.Tests.Count), 2, 1);
    }

    private static TestResult Failed(string name, string message) => Sample.Failed with { Name = name, Message = message };
}
