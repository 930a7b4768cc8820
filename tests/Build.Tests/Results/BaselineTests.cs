namespace Build.Tests.Results;

[TestClass]
public sealed class BaselineTests : BuildTest
{
    private static readonly TestResult[] Before =
    [
        Sample.Passed, Sample.Failed, Sample.Skipped, Sample.Passed with { Name = "Breaks (3)" }, Sample.Passed with { Name = "IsRemoved" },
    ];

    [TestMethod]
    public void Changes_EqualRun_AreNone() => Assert.AreEqual(
        "Compared with /before: the same results; 5 tests took 6 s in sum, and now 6 s.", Changes(Before));

    [TestMethod]
    public void Changes_OtherOutcomes_NameTheTests() => Assert.AreEqual(
        """
        Compared with /before: differences; 4 tests took 5 s in sum, and now 14 s.
          1 newly failing: Breaks (3)
          1 no longer failing: Fails (2)
          1 no longer skipped: Is skipped
          1 in this run only: IsNew
          1 in the baseline only: IsRemoved
        """,
        Changes(
            Sample.Passed,
            Sample.Failed with { Outcome = TestOutcome.Passed },
            Sample.Skipped with { Outcome = TestOutcome.Passed },
            Sample.Passed with { Name = "Breaks (3)", Outcome = TestOutcome.Failed, Duration = TimeSpan.FromSeconds(11) },
            Sample.Passed with { Name = "IsNew" }));

    [TestMethod]
    public void Changes_FailureInOneRound_IsNewlyFailing() =>
        Assert.Contains("1 newly failing: Passes", Changes([.. Before, Sample.Passed with { Outcome = TestOutcome.Failed }]));

    [TestMethod]
    public void Changes_ManyTests_NamesTen() =>
        Assert.Contains("12 in this run only: N1, N2, N3, N4, N5, N6, N7, N8, N9, N10 and 2 more", Changes(
            [.. Before, .. Enumerable.Range(1, 12).Select(number => Sample.Passed with { Name = $"N{number}" })]));

    [TestMethod]
    public void Read_DirectoryWithoutResults_NamesOptionAndRemedy()
    {
        var directory = Keep(new Scratch()).Path;

        var failure = Assert.ThrowsExactly<CakeException>(() => Baseline.Read(directory));

        Assert.StartsWith($"--baseline={directory}: no results of an earlier run (", failure.Message);
        Assert.EndsWith("Give the --results directory of an IntegrationTests run.", failure.Message);
    }

    [TestMethod]
    public void Read_FileThatIsNoTrx_NamesTheOption()
    {
        var scratch = Keep(new Scratch());
        File.WriteAllText(scratch.Combine("load-sharing.trx"), "<a/>");

        Assert.Contains("not a TRX file", Assert.ThrowsExactly<CakeException>(() => Baseline.Read(scratch.Path)).Message);
    }

    private static string Changes(params TestResult[] tests) => string.Join('\n', new Baseline("/before", Before).Changes(tests));
}
