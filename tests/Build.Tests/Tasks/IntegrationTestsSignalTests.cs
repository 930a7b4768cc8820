using System.Text.RegularExpressions;
using Build.Tests.Support;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace Build.Tests.Tasks;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed partial class IntegrationTestsSignalTests : BuildTest
{
    [TestMethod]
    [DataRow(Signals.Terminate, 143)]
    [DataRow(Signals.Interrupt, 130)]
    public async Task IntegrationTests_SignalDuringTests_WritesResults(int signal, int exitCode)
    {
        var checkout = NewCheckout();
        var build = checkout.Start("--target=IntegrationTests", "--instances=4", "--filter=FullyQualifiedName~PeerDiscoveryMdns");
        await build.StillRunsUntilAsync(
            "stations of a test are being started",
            () => checkout.Sessions.Any(session => session.Entries.OfType<StationEntry>().Any()) ? null : "no fleet is leased",
            Token);

        build.Signal(signal);
        var run = await build.ExitAsync(Token);

        Assert.AreEqual(exitCode, run.ExitCode, run.ToString());
        Assert.Contains("    The run was cancelled.", run.Lines);
        Assert.MatchesRegex(Counts(), run.LastLine);
        var summary = await File.ReadAllTextAsync(Path.Combine(checkout.Results, "summary.md"), Token);
        Assert.Contains("The run was cancelled.", summary);
        Assert.Contains("Tested: virtual stations", summary);
        Assert.IsTrue(File.Exists(Path.Combine(checkout.Results, "times.json")));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task IntegrationTests_SignalBeforeTheFirstTest_IsRed()
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
