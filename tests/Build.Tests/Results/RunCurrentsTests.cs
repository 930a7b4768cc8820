using GroupMonitor;

namespace Build.Tests.Results;

[TestClass]
public sealed class RunCurrentsTests : BuildTest
{
    private static readonly RunCurrents Currents = new(new Dictionary<string, CurrentsDocument>
    {
        ["Passes-1"] = Document("Suite.Tests.Passes", new ReachedStates { Scarcity = true, Rotation = true }),
        ["Passes-2"] = Document("Suite.Tests.Passes", new ReachedStates { Scarcity = true }),
        ["Fails-3"] = Document("Suite.Tests.Fails", new ReachedStates { Scarcity = true, Failsafe = true }),
    });

    [TestMethod]
    public void Reached_States_AreCountedByTest() =>
        Assert.AreEqual("Groups reached: scarcity 2, rotation 1, failsafe 1, recovery 0, demand cap 0.", Currents.Reached);

    [TestMethod]
    public void Unreached_StatesOfNoTest_AreNamed() => Assert.AreEqual("recovery, demand cap", string.Join(", ", Currents.Unreached));

    [TestMethod]
    public void Unreached_RunWithoutGroups_NamesNone() => Assert.IsEmpty(RunCurrents.None.Unreached);

    [TestMethod]
    public void ConsoleSummary_RunWithGroups_HasTheReachedStates() =>
        Assert.StartsWith("Groups reached: scarcity 2,", ConsoleSummary.Render(Run(), "/results"));

    [TestMethod]
    public void MarkdownSummary_FailedTest_HasTheChart() =>
        Assert.Contains("![The currents of the stations over time](currents/Fails-3.svg)", MarkdownSummary.Render(Run(Failed)));

    [TestMethod]
    public void MarkdownSummary_WithoutFilesBesideIt_HasNoChart() => Assert.DoesNotContain(".svg", MarkdownSummary.Render(Run(Failed), hasFiles: false));

    [TestMethod]
    public void ReadAndDraw_Document_WritesItsChart()
    {
        var directory = Keep(new Scratch());
        Directory.CreateDirectory(Path.Combine(directory.Path, RunCurrents.DirectoryName));
        Document("T", new ReachedStates()).Write(Path.Combine(directory.Path, RunCurrents.DirectoryName, "T-1.json"));

        RunCurrents.ReadAndDraw(directory.Path);

        Assert.IsTrue(File.Exists(Path.Combine(directory.Path, RunCurrents.DirectoryName, "T-1.svg")));
    }

    [TestMethod]
    public void ReadAndDraw_HalfAFile_IsLeftOut()
    {
        var directory = Keep(new Scratch());
        Directory.CreateDirectory(Path.Combine(directory.Path, RunCurrents.DirectoryName));
        File.WriteAllText(Path.Combine(directory.Path, RunCurrents.DirectoryName, "T-1.json"), "{\"test\":");

        Assert.IsEmpty(RunCurrents.ReadAndDraw(directory.Path).Files);
    }

    private static TestResult Failed { get; } = Sample.Failed with { Class = "Suite.Tests", Name = "Fails" };

    private static RunResult Run(params TestResult[] tests) => new("T", [Sample.Passed, .. tests], TimeSpan.FromSeconds(1)) { Currents = Currents };

    private static CurrentsDocument Document(string test, ReachedStates reached) => new(test, ["first"], []) { Reached = reached };
}
