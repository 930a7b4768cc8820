namespace Build.Tests.Attacks;

/// <summary>The process that runs the suite is killed during its only test.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class KilledTestHostTests
{
    private static BuildResult _run = null!;

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        await using var installation = await Installation.WithVirtualStationAsync(
            "[ \"$1\" != firmware ] || exec sleep 1000\nexec \"$REAL\" \"$@\"", context.CancellationToken);
        await using var checkout = new Checkout(installation, sessions: null, context);
        var build = checkout.Start("--target=IntegrationTests", SuiteTests.Filter(SuiteTests.FreshStation));
        await build.PrintsAsync($"1 running; longest: {SuiteTests.FreshStation}", context.CancellationToken);
        var host = Assert.ContainsSingle(checkout.Processes.Where(process => ProcessSearch.Describe([process]).Contains("testhost", StringComparison.Ordinal)
            && !ProcessSearch.Describe([process]).Contains("vstest.console", StringComparison.Ordinal)));
        Signals.Send(host, Signals.Kill);
        _run = await build.ExitAsync(context.CancellationToken);
    }

    [TestMethod]
    public void Output_TestHostKilled_SaysThatItCrashed()
    {
        Assert.Contains("    dotnet test: The active test run was aborted. Reason: Test host process crashed", _run.Output);
        Assert.DoesNotContain("--filter", _run.Output);
    }

    [TestMethod]
    public void Output_TestHostKilled_HasTheRunningTestAsFailed()
    {
        Assert.AreEqual("0 passed, 1 failed", _run.LastLine);
        Assert.Contains("    The run ended while this test was running.", _run.Lines);
    }
}
