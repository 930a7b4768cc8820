namespace Build.Tests.Results;

[TestClass]
public sealed class FailureGroupTests : BuildTest
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

    [TestMethod]
    public void Of_FailuresThatMayHaveAnotherCause_FollowThoseThatCannot()
    {
        var groups = FailureGroup.Of(
        [
            Failed("A", "first (station-1) did not answer GET /config (timeout). All its components are running."),
            Failed("B", "Expected allocations.") with { Class = "N.Group.Suite" },
            Failed("C", "Expected a preparation.") with { Location = new SourceLine("tests/LoadSharing.MSTest/RestartTests.cs", 12) },
            Failed("D", "Expected rows."),
        ]);

        Expect.Sequence(groups.Select(group => group.Simplest.Name), "D", "B", "C", "A");
    }

    [TestMethod]
    [DataRow("LoadSharing.MSTest.Group.CurrentTests.Current_SafetyFactor_IsKept", true)]
    [DataRow("LoadSharing.MSTest.LongGroupTests.Rollover_OfAGroup_StartsNoFailsafe", true)]
    [DataRow("LoadSharing.MSTest.AddPeerTests.AddPeer_BlankHost_IsRefused", false)]
    public void IsOfGroup_FullName_IsThatOfATestWithAGroup(string test, bool expected) => Assert.AreEqual(expected, TestResult.IsOfGroup(test));

    [TestMethod]
    [DataRow("DeletePeer_Host_IsNotInTheSavedFile", 3, false)]
    [DataRow("DeletePeer_Host_IsNotInTheSavedFile", 8, true)]
    [DataRow("GetPeer_Expression_HasOneBlock", 1, true)]
    public void IsInLastBlock_LineOfATest_IsTheBlockBeforeItsEnd(string method, int offset, bool expected)
    {
        var scratch = Keep(new Scratch());
        File.WriteAllText(scratch.Combine("Tests.cs"), """
            public sealed class Tests
            {
                public async Task GetPeer_Expression_HasOneBlock() =>
                    await AssertAsync();

                public async Task DeletePeer_Host_IsNotInTheSavedFile()
                {
                    var station = await StationAsync();
                    await station.JoinAsync("b.local");

                    await station.DeletePeerAsync("b.local");

                    await AssertAsync();
                }

                public async Task Next_Test_IsAnother()
                {
                    await ActAsync();

                    await AssertAsync();
                }
            }
            """);
        var line = File.ReadAllLines(scratch.Combine("Tests.cs")).Index().First(item => item.Item.Contains(method, StringComparison.Ordinal)).Index + 1;

        Assert.AreEqual(expected, new SourceLine("Tests.cs", line + offset - 1).IsInLastBlock(scratch.Path));
    }

    private static TestResult Failed(string name, string message) => Sample.Failed with { Name = name, Message = message };
}
