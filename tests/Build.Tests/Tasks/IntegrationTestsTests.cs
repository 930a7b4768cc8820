namespace Build.Tests.Tasks;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed partial class IntegrationTestsTests : BuildTest
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

    [TestMethod]
    public async Task IntegrationTests_InterruptDuringTests_WritesResults()
    {
        var checkout = NewCheckout();
        var build = checkout.Start("--target=IntegrationTests", "--instances=4", "--filter=FullyQualifiedName~PeerDiscoveryMdns");
        await build.StillRunsUntilAsync(
            "stations of a test are being started",
            () => checkout.Sessions.Any(session => session.Entries.OfType<StationEntry>().Any()) ? null : "no fleet is leased",
            Token);

        build.Signal(Signals.Interrupt);
        var run = await build.ExitAsync(Token);

        Assert.AreEqual(130, run.ExitCode, run.ToString());
        Assert.Contains("    The run was cancelled.", run.Lines);
        Assert.MatchesRegex(Counts(), run.LastLine);
        var summary = await File.ReadAllTextAsync(Path.Combine(checkout.Results, "summary.md"), Token);
        Assert.Contains("The run was cancelled.", summary);
        Assert.Contains("Tested: virtual stations", summary);
        Assert.IsTrue(File.Exists(Path.Combine(checkout.Results, "times.json")));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task IntegrationTests_TerminatedBeforeTheFirstTest_IsRed()
    {
        var checkout = NewCheckout();
        var build = checkout.Start("--target=IntegrationTests", "--filter=FullyQualifiedName~DiscoverTrigger");
        await build.StillRunsUntilAsync(
            "the suite is being started", () => checkout.Sessions.Any(session => session.Entries.OfType<ProcessEntry>().Any()) ? null : "not yet", Token);

        build.Signal(Signals.Terminate);
        var run = await build.ExitAsync(Token);

        Assert.AreEqual(143, run.ExitCode, run.ToString());
        Assert.MatchesRegex(Counts(), run.LastLine);
        checkout.IsClean();
    }

    [GeneratedRegex(@"^0 passed, \d+ failed$")]
    private static partial Regex Counts();
}
