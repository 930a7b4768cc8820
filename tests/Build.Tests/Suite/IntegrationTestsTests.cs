using Build.Tests.Support;

namespace Build.Tests.Suite;

[TestClass]
public sealed class IntegrationTestsTests : BuildTest
{
    [TestMethod]
    public async Task IntegrationTests_FilterWithoutMatch_Fails()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=IntegrationTests", "--filter=FullyQualifiedName~NoSuchTest");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("No test ran. Check --filter, --instances and --shard.", run.Lines);
        Assert.AreEqual("0 passed, 0 failed", run.LastLine);
        Assert.Contains("The integration tests failed: 0 passed, 0 failed.", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Logs_BeforeAnyRun_FailsWithTheDirectory()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=Logs");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"{Path.Combine(checkout.Results, "logs")} has no logs. No lab has run yet, or one with another --results.", run.Errors);
    }
}
