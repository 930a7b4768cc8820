using Build.Options;
using Build.Results;
using Build.Suite.Proving;
using TestOutcome = Build.Results.TestOutcome;
using TestResult = Build.Results.TestResult;

namespace Build.Tests.Suite;

/// <summary>When the suite is proven, and what speaks against it when it is not.</summary>
[TestClass]
public sealed class ProofVerdictTests
{
    private static readonly RunResult Green = Run("Adds", "Deletes (2 stations)", "Deletes (3 stations)");

    [TestMethod]
    public void Problems_EachDefectCaughtAndEachTestProven_AreNone()
    {
        var verdict = Verdict(Green, Proof("add-lost", "!Adds", "!Deletes (2 stations)"), Proof("delete-lost", "Adds", "Deletes (2 stations)", "!Deletes (3 stations)"));

        Assert.IsEmpty(verdict.Problems);
        Assert.AreEqual("Adds, Deletes (2 stations), Deletes (3 stations)", string.Join(", ", verdict.Tests));
        Assert.AreEqual("Deletes (3 stations)", string.Join(", ", verdict.CaughtBy(verdict.Proofs[1])));
    }

    [TestMethod]
    public void Problems_DefectThatFailsNoTest_NameTheSurvivor()
    {
        var verdict = Verdict(Green, Proof("all-lost", "!Adds", "!Deletes (2 stations)", "!Deletes (3 stations)"), Proof("survivor", "Adds", "Deletes (2 stations)"));

        Assert.AreEqual("1 of 2 defects survive: survivor.", Assert.ContainsSingle(verdict.Problems));
    }

    [TestMethod]
    public void Problems_TestThatFailsForNoDefect_NameTheTest()
    {
        var verdict = Verdict(Green, Proof("add-lost", "!Adds", "Deletes (2 stations)"));

        Assert.AreEqual("2 of 3 tests have no proof, their own assertions failed for no defect: Deletes (2 stations), Deletes (3 stations).", Assert.ContainsSingle(verdict.Problems));
        Assert.IsEmpty((verdict with { IsWhole = false }).Problems, "Of some of the defects nothing follows for a test");
    }

    [TestMethod]
    public void Problems_TestThatFailsOnlyInItsCleanUp_HasNoProofAndCatchesAllTheSame()
    {
        var inCleanUp = new TestResult("N.Suite", "Adds", TestOutcome.Failed, TimeSpan.Zero, "TestCleanup method N.Suite.GiveBackAsync threw exception. Assert failed.");
        var list = new Proof(new DeliberateDefect("list-broken", "A mistake."), Run("!Deletes (2 stations)") with { Tests = [inCleanUp, .. Run("!Deletes (2 stations)").Tests] });
        var verdict = Verdict(Run("Adds", "Deletes (2 stations)"), list);

        Assert.AreEqual("1 of 2 tests have no proof, their own assertions failed for no defect: Adds.", Assert.ContainsSingle(verdict.Problems));
        Assert.AreEqual("Adds, Deletes (2 stations)", string.Join(", ", verdict.CaughtBy(list)));
        Assert.AreEqual("Deletes (2 stations)", verdict.MostTelling(list)?.Name);
    }

    [TestMethod]
    public void Problems_RedBaseline_SayWhyAndItsFailuresCatchNothing()
    {
        var verdict = Verdict(Run("!Adds", "Deletes (2 stations)"), Proof("add-lost", "!Adds", "Deletes (2 stations)"), Proof("delete-lost", "!Deletes (2 stations)"));

        Assert.AreEqual(
            "Without a defect the suite is not green: 1 passed, 1 failed; Adds.\n1 of 2 defects survive: add-lost.", string.Join('\n', verdict.Problems));
    }

    [TestMethod]
    public void Problems_BaselineWithATrouble_IsNotGreen()
    {
        var verdict = Verdict(Run("Adds") with { Troubles = ["A firmware ended.\nIts log: …"] }, Proof("add-lost", "!Adds"));

        Assert.AreEqual("Without a defect the suite is not green: 1 passed, 0 failed; A firmware ended.", Assert.ContainsSingle(verdict.Problems));
    }

    [TestMethod]
    public void Problems_RunWithoutResults_IsNeitherCaughtNorASurvivor()
    {
        var broken = new Proof(new DeliberateDefect("broken", "Nothing."), Run() with { Troubles = ["dotnet test ended with exit code 3."] });
        var verdict = Verdict(Run("Adds"), Proof("add-lost", "!Adds"), broken);

        Assert.AreEqual(
            "The run with broken left no results: 0 passed, 0 failed; dotnet test ended with exit code 3.", Assert.ContainsSingle(verdict.Problems));
        Assert.Contains("| broken | Nothing. | **no results** |", ProofTable.Render(verdict, "virtual stations", TimeSpan.FromSeconds(1)));
    }

    [TestMethod]
    public void Read_ListOfTheProgram_SplitsNamesFromSentences() => CollectionAssert.AreEqual(
        new[] { new DeliberateDefect("a-b", "One sentence."), new DeliberateDefect("longer-name", "Another one.") },
        DefectSource.Read("a-b          One sentence.\nlonger-name  Another one.\n").ToArray());

    [TestMethod]
    public void Choose_UnknownName_NamesTheNearest()
    {
        var error = Assert.ThrowsExactly<CommandLineException>(() => DefectSource.Choose([new DeliberateDefect("never-offline", "Text.")], ["never-ofline"]));

        Assert.AreEqual("--defects=never-ofline: there is no such defect. Did you mean never-offline? There are: never-offline.", error.Message);
    }

    private static ProofVerdict Verdict(RunResult baseline, params Proof[] proofs) => new(baseline, proofs, IsWhole: true);

    private static Proof Proof(string defect, params string[] tests) => new(new DeliberateDefect(defect, "A mistake."), Run(tests));

    // A test that begins with an exclamation mark has failed.
    private static RunResult Run(params string[] tests) => new(
        "virtual stations",
        [.. tests.Select(test => new TestResult("N.Suite", test.TrimStart('!'), test[0] == '!' ? TestOutcome.Failed : TestOutcome.Passed, TimeSpan.Zero, ""))],
        TimeSpan.FromSeconds(1));
}
