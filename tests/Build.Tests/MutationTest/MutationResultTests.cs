using Build.MutationTest;

namespace Build.Tests.MutationTest;

[TestClass]
public sealed class MutationResultTests
{
    private static readonly RunResult Success = Run("Adds", "Deletes (2 stations)", "Deletes (3 stations)");

    [TestMethod]
    public void Problems_AllMutantsKilledAndAllTestsEffective_AreEmpty()
    {
        var result = Result(
            Success,
            Against("add-lost", "!Adds", "!Deletes (2 stations)"),
            Against("delete-lost", "Adds", "Deletes (2 stations)", "!Deletes (3 stations)"));

        Assert.IsEmpty(result.Problems);
        Assert.AreEqual("2 mutants: 2 killed, 0 survived (mutation score 100 %)", result.Score);
        Assert.AreEqual("Adds, Deletes (2 stations), Deletes (3 stations)", string.Join(", ", result.Tests));
        Assert.AreEqual("Deletes (3 stations)", string.Join(", ", result.KilledBy(result.Runs[1])));
    }

    [TestMethod]
    public void Problems_MutantThatFailsNoTest_NameTheSurvivor()
    {
        var result = Result(
            Success,
            Against("all-lost", "!Adds", "!Deletes (2 stations)", "!Deletes (3 stations)"),
            Against("id-lost", "Adds", "Deletes (2 stations)"),
            Against("id-wrong", "!Adds"));

        Assert.AreEqual("Survived: id-lost.", Assert.ContainsSingle(result.Problems));
        Assert.AreEqual("3 mutants: 2 killed, 1 survived (mutation score 66 %)", result.Score);
    }

    [TestMethod]
    public void Problems_TestThatFailsForNoMutant_NameTheTest()
    {
        var result = Result(Success, Against("add-lost", "!Adds", "Deletes (2 stations)"));

        Assert.AreEqual("Tests whose own assertions killed no mutant: Deletes (2 stations), Deletes (3 stations).", Assert.ContainsSingle(result.Problems));
    }

    [TestMethod]
    public void Problems_SomeMutantsOnly_DoNotNameTests() =>
        Assert.IsEmpty((Result(Success, Against("add-lost", "!Adds")) with { IsComplete = false }).Problems);

    [TestMethod]
    public void Problems_TestFailsInItsCleanupOnly_NameTheTest()
    {
        var inCleanup = new TestResult(
            "N.Suite",
            "Adds",
            TestOutcome.Failed,
            TimeSpan.Zero,
            "TestCleanup method N.Suite.GiveBackAsync threw exception. Assert failed.");
        var broken = Against("list-broken", "!Deletes (2 stations)");
        broken = broken with { Run = broken.Run with { Tests = [inCleanup, .. broken.Run.Tests] } };
        var result = Result(Run("Adds", "Deletes (2 stations)"), broken);

        Assert.AreEqual("Tests whose own assertions killed no mutant: Adds.", Assert.ContainsSingle(result.Problems));
        Assert.AreEqual("Adds, Deletes (2 stations)", string.Join(", ", result.KilledBy(broken)));
        Assert.AreEqual("Deletes (2 stations)", result.MostSpecificFailure(broken)?.Name);
    }

    [TestMethod]
    public void Problems_TestThatFailsWithoutAMutant_KillsNoMutant()
    {
        var result = Result(
            Run("!Adds", "Deletes (2 stations)"),
            Against("add-lost", "!Adds", "Deletes (2 stations)"),
            Against("delete-lost", "!Deletes (2 stations)"));

        Assert.AreEqual("The suite fails without a mutant: 1 passed, 1 failed; Adds.\nSurvived: add-lost.", string.Join('\n', result.Problems));
    }

    [TestMethod]
    public void Problems_BaselineWithAnError_HaveItsFirstLine()
    {
        var result = Result(Run("Adds") with { Errors = ["A firmware exited.\nIts log: …"] }, Against("add-lost", "!Adds"));

        Assert.AreEqual("The suite fails without a mutant: 1 passed, 0 failed; A firmware exited.", Assert.ContainsSingle(result.Problems));
    }

    [TestMethod]
    public void Problems_RunWithoutResults_CountAsNeitherKilledNorSurvived()
    {
        var broken = Against("broken");
        broken = broken with { Run = broken.Run with { Errors = ["suite-host exited with exit code 3."] } };
        var result = Result(Run("Adds"), Against("add-lost", "!Adds"), broken);

        Assert.AreEqual(
            "The run with mutant broken wrote no results: 0 passed, 0 failed; suite-host exited with exit code 3.",
            Assert.ContainsSingle(result.Problems));
        Assert.AreEqual("2 mutants: 1 killed, 0 survived, 1 without results (mutation score 50 %)", result.Score);
        Assert.Contains("| broken | A mistake. | **no results** |", MutationReport.Render(result, "virtual stations", TimeSpan.FromSeconds(1)));
    }

    [TestMethod]
    public void Parse_ListOfTheProgram_SplitsNamesFromDescriptions() => CollectionAssert.AreEqual(
        new[] { new Mutant("a-b", "-", "One sentence."), new Mutant("longer-name", "push", "Another one.") },
        Mutant.Parse("a-b          -     One sentence.\nlonger-name  push  Another one.\n").ToArray());

    [TestMethod]
    public void Select_UnknownName_SuggestsTheNearest()
    {
        var error = Assert.ThrowsExactly<CakeException>(() => Mutant.Select([new Mutant("never-offline", "-", "Text.")], ["never-ofline"]));

        Assert.AreEqual("--mutants=never-ofline: unknown mutant. Did you mean never-offline? Known: never-offline.", error.Message);
    }

    private static MutationResult Result(RunResult baseline, params MutantRun[] runs) => new(baseline, runs, IsComplete: true);

    private static MutantRun Against(string name, params string[] tests) => new(new Mutant(name, "-", "A mistake."), Run(tests));

    // A test that begins with an exclamation mark has failed.
    private static RunResult Run(params string[] tests) => new(
        "virtual stations",
        [.. tests.Select(test => new TestResult("N.Suite", test.TrimStart('!'), test[0] == '!' ? TestOutcome.Failed : TestOutcome.Passed, TimeSpan.Zero, ""))],
        TimeSpan.FromSeconds(1));
}
