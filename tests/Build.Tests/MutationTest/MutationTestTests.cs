namespace Build.Tests.MutationTest;

[TestClass]
public sealed class MutationTestTests : BuildTest
{
    private const string Test = "AddPeer_JoinedHost_LeavesListUnchanged";

    [TestMethod]
    public async Task MutationTest_OneMutantKilledAndOneNot_FailsAndNamesBoth()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=MutationTest", "--mutants=duplicate-row,host-lower-cased", $"--filter=Name~{Test}");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("The mutation test failed. 2 mutants: 1 killed, 1 survived (mutation score 50 %). Survived: host-lower-cased.", run.Errors);
        Assert.ContainsSingle(
            line => line.StartsWith("| duplicate-row | ", StringComparison.Ordinal) && line.Contains($" | {Test} | ", StringComparison.Ordinal),
            run.Lines,
            run.ToString());
        Assert.ContainsSingle(
            line => line.StartsWith("| host-lower-cased | ", StringComparison.Ordinal) && line.Contains(" | **survived** | ", StringComparison.Ordinal),
            run.Lines,
            run.ToString());
        var directory = Path.Combine(checkout.Results, "mutation-test");
        Assert.Contains("Without a mutant: 1 passed, 0 failed.", await File.ReadAllTextAsync(Path.Combine(directory, "mutation-test.md"), Token));
        foreach (var name in new[] { "baseline", "duplicate-row", "host-lower-cased" })
        {
            Assert.IsTrue(File.Exists(Path.Combine(directory, name, "results.json")), $"{name} left no results");
        }

        const string Report = "mutation-test/duplicate-row/report.html";
        var failures = await File.ReadAllTextAsync(Path.Combine(checkout.Results, "failures.md"), Token);
        Assert.Contains("## duplicate-row", failures);
        Assert.Contains($"([report]({Report}))", failures);
        Assert.IsFalse(Directory.Exists(Path.Combine(directory, "duplicate-row", "timelines")), "the report needs no file beside it");
        Assert.Contains($"<h3>{Test}</h3>", await File.ReadAllTextAsync(Path.Combine(checkout.Results, Report), Token));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task MutationTest_MutantOfTheOtherContract_IsRefusedAndNothingStarts()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=MutationTest", "--contract=2026-02", "--mutants=reciprocal-add-missing");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("--mutants=reciprocal-add-missing: unknown mutant.", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task MutationTest_InterruptedInMidRun_TakesEveryLabDown()
    {
        var checkout = NewCheckout();
        var build = checkout.Start("--target=MutationTest", "--mutants=duplicate-row");
        await build.StillRunsUntilAsync(
            "two labs have stations",
            () => checkout.Sessions.Count(session => session.Entries.OfType<StationEntry>().Any()) > 1 ? null : "not yet",
            Token);

        build.Signal(Signals.Interrupt);
        var run = await build.ExitAsync(Token);

        Assert.AreEqual(130, run.ExitCode, run.ToString());
        Assert.Contains("The mutation test was cancelled after ", run.Errors);
        checkout.IsClean();
    }
}
