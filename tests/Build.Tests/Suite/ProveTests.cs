using Build.Tests.Support;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace Build.Tests.Suite;

/// <summary>The whole of <c>--target=Prove</c>, over real stations with real defects.</summary>
[TestClass]
public sealed class ProveTests : BuildTest
{
    private const string Test = "AddPeerDuplicate_JoinedPeer_IsAnsweredByContractAndStaysOneRow";

    [TestMethod]
    public async Task Prove_OneDefectCaughtAndOneNot_FailsAndNamesBoth()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=Prove", "--defects=duplicate-row,host-lower-cased", $"--filter=Name~{Test}");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("The suite is not proven. 1 of 2 defects survive: host-lower-cased.", run.Errors);
        Assert.ContainsSingle(line => line.StartsWith("| duplicate-row | ", StringComparison.Ordinal) && line.Contains($" | {Test} | ", StringComparison.Ordinal), run.Lines, run.ToString());
        Assert.ContainsSingle(line => line.StartsWith("| host-lower-cased | ", StringComparison.Ordinal) && line.Contains(" | **survives** | ", StringComparison.Ordinal), run.Lines, run.ToString());
        var prove = Path.Combine(checkout.Results, "prove");
        Assert.Contains("without a defect 1 passed, 0 failed", await File.ReadAllTextAsync(Path.Combine(prove, "prove.md"), Token));
        foreach (var name in new[] { "without-a-defect", "duplicate-row", "host-lower-cased" })
        {
            Assert.IsTrue(File.Exists(Path.Combine(prove, name, "results.json")), $"{name} left no results");
        }

        checkout.IsClean();
    }

    [TestMethod]
    public async Task Prove_DefectOfTheOtherContract_IsRefusedAndNothingStarts()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=Prove", "--contract=2026-02", "--defects=reciprocal-add-missing");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("--defects=reciprocal-add-missing: there is no such defect.", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Prove_InterruptedInMidRun_TakesEveryLabDown()
    {
        var checkout = NewCheckout();
        var build = checkout.Start("--target=Prove", "--defects=duplicate-row,host-lower-cased,flag-as-text");
        await build.StillRunsUntilAsync(
            "two labs have stations",
            () => checkout.Sessions.Count(session => session.Entries.OfType<StationEntry>().Any()) > 1 ? null : "not yet",
            Token);

        build.Signal(Signals.Interrupt);
        var run = await build.ExitAsync(Token);

        Assert.AreEqual(130, run.ExitCode, run.ToString());
        Assert.Contains("The proof was cut short after ", run.Errors);
        checkout.IsClean();
    }
}
