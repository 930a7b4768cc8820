namespace Build.Tests.Compare;

[TestClass]
public sealed class CompareTests : BuildTest
{
    private const string Killer = "AddPeer_JoinedHost_LeavesListUnchanged";
    private static readonly string Filter = $"{SuiteTests.Filter(SuiteTests.Discover, SuiteTests.DeleteUnknownPeer)}|Name~{Killer}";

    [TestMethod]
    public async Task Compare_MutantAsHead_ReportsExactlyTheTestsThatKillIt()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=Compare", "--base=virtual", "--head=virtual:duplicate-row", "--repeat=1", Filter);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"1 test fails on --head=virtual:duplicate-row and not on --base=virtual: {Killer}.", run.Errors);
        Assert.Contains("## Comparison: 1 newly failing", run.Lines);
        var report = await File.ReadAllTextAsync(Path.Combine(checkout.Results, "compare.md"), Token);
        Assert.Contains($"\n### Newly failing\n\n| test | base | head | reason |\n|---|---|---|---|\n| {Killer} | Passed | Failed | Expected ", report);
        var json = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(checkout.Results, "compare.json"), Token));
        Assert.AreEqual(Killer, json.GetProperty("newlyFailing").EnumerateArray().Single().GetProperty("name").GetString());
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Compare_BuildWithItself_IsNoDifference()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=Compare", "--base=virtual", "--head=virtual", "--repeat=1", Filter);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("## Comparison: No difference", run.Lines);
        Assert.IsTrue(File.Exists(Path.Combine(checkout.Results, "compare", "base-1", "load-sharing.trx")), run.ToString());
        Assert.IsTrue(File.Exists(Path.Combine(checkout.Results, "compare", "head-1", "load-sharing.trx")), run.ToString());
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Compare_UnknownMutant_IsRejected()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=Compare", "--base=virtual", "--head=virtual:duplicate-rows");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("--head=virtual:duplicate-rows: unknown mutant. Did you mean duplicate-row?", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Compare_NoTestMatches_NamesTheRun()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=Compare", "--base=virtual", "--head=virtual", "--filter=Name~NoSuchTest");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("base-1 ran no test, so that nothing can be compared.", run.Errors);
        checkout.IsClean();
    }
}
