namespace Build.Tests.Attacks;

/// <summary>Reports and caches cannot be written. Directories of their names have the same effect on root as on others.</summary>
[TestClass]
public sealed class UnwritableResultsTests : BuildTest
{
    private static readonly string[] Files = ["fleets.json", "results/summary.md", "results/times.json"];

    [TestMethod]
    public async Task Run_ReportsNotWritable_HasItsResult()
    {
        var checkout = NewCheckout();
        foreach (var file in Files)
        {
            Directory.CreateDirectory(Path.Combine(checkout.Root, "artifacts", file));
        }

        checkout.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(checkout.Root, "missing", "summary");

        var run = await checkout.RunAsync("--target=IntegrationTests", SuiteTests.Filter(SuiteTests.FreshStation));

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 0 failed", run.LastLine);
        foreach (var what in new[] { "The fleets for the next run", "summary.md", "times.json", "The summary of the workflow's step" })
        {
            Assert.Contains($"{what} cannot be written: ", run.Output + run.Errors);
        }
    }
}
