using System.Reflection;
using System.Text.Json;
using Build.Suite;
using Build.Tests.Support;
using LoadSharing.Lab.Contracts;
using LoadSharing.Tests;

namespace Build.Tests.Suite;

/// <summary>A declared defect of the firmware does not fail the run; that it is fixed does, and so does any other failure.</summary>
[TestClass]
public sealed class KnownDefectTests : BuildTest
{
    private const string TwoTests = "--filter=Name~DeletePeer_JoinedPeer|Name~DiscoverTrigger";
    private const string OneTest = "DeletePeer_JoinedPeer_IsNotJoinedAnyMoreAndASecondDeleteIs404";
    private const string Crash = "the firmware ended by itself with signal ";

    [TestMethod]
    public async Task Declared_DefectThatTheTestMeets_IsReportedAsThatAndTheRunIsGreen()
    {
        var run = await RunAsync("delete-keeps-joined", "still joined", sporadic: false);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 0 failed, 1 skipped", run.Lines.Last(line => line.Length > 0));
        Assert.Contains("SKIPPED DeletePeer_JoinedPeer_IsNotJoinedAnyMoreAndASecondDeleteIs404", run.Lines);
        Assert.Contains("Known defect: The row stays. (https://example.org/1)", run.Output);
    }

    [TestMethod]
    public async Task Declared_DefectThatIsFixed_FailsTheRunUntilTheEntryIsRemoved()
    {
        var run = await RunAsync(defect: null, "still joined", sporadic: false);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("Fixed: remove the entry from the known defects. It says: The row stays. (https://example.org/1)", run.Output);
    }

    [TestMethod]
    public async Task Declared_SporadicDefectThatTheTestDoesNotMeet_IsNoFailure() =>
        Assert.AreEqual(0, (await RunAsync(defect: null, "still joined", sporadic: true)).ExitCode);

    [TestMethod]
    public async Task Declared_TestFailsOtherwise_FailsTheRun()
    {
        var run = await RunAsync("delete-keeps-joined", "another symptom", sporadic: true);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 1 failed", run.Lines.Last(line => line.Length > 0));
    }

    [TestMethod]
    [DataRow("AddPeer*|DeleteNonexistentPeer_*", 0, "1 passed, 0 failed, 1 skipped")]
    [DataRow("AddPeer*|DeletePeer_*", 1, "1 passed, 1 failed")]
    public async Task Declared_CrashOfSeveralTests_IsKnownInThoseAlone(string tests, int exitCode, string counts)
    {
        var run = await RunAsync("crash-on-delete", Crash, sporadic: true, tests, "--filter=Name~DeleteNonexistentPeer|Name~DiscoverTrigger");

        Assert.AreEqual(exitCode, run.ExitCode, run.ToString());
        Assert.AreEqual(counts, run.Lines.Last(line => line.Length > 0));
    }

    [TestMethod]
    [DataRow("LoadSharing.MSTest.DeletingTests.DeletePeer_JoinedPeer", true, DisplayName = "of the test that had the station last")]
    [DataRow("LoadSharing.MSTest.AddingTests.AddPeer_Many (20)", true, DisplayName = "of a row of a test")]
    [DataRow("LoadSharing.MSTest.DiscoveryTests.Discover", false, DisplayName = "not of another test")]
    [DataRow(null, false, DisplayName = "not of a station that no test has had")]
    public async Task Crash_AfterATest_IsKnownIfItIsOfThatTest(string? test, bool isKnown)
    {
        var file = Keep(new Scratch()).Combine("known.json");
        await File.WriteAllTextAsync(file, Entry("DeletePeer_*|AddPeer_Many", Crash, sporadic: true), Token);
        var known = KnownCrashes.Read(file);
        var failure = new ComponentFailure("station-0", ComponentKind.Firmware, "signal SIGSEGV (11)", 1, "", [], $"station-0: {Crash}SIGSEGV (11)") { Test = test };

        Assert.AreEqual(isKnown ? "The row stays. (https://example.org/1)" : null, known.Explain(failure, ApiGeneration.July2026));
        Assert.IsNull(known.Explain(failure, ApiGeneration.February2026));
        Assert.IsNull(known.Explain(failure with { Message = "station-0: the emulator ended by itself" }, ApiGeneration.July2026));
    }

    [TestMethod]
    public async Task FileOfThisRepo_EachEntry_IsOfSomeTestsAndNotOfAll()
    {
        var file = await File.ReadAllTextAsync(Repository.Find().KnownDefects, Token);
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var suite = Assembly.LoadFrom(Path.Combine(own.Parent!.Parent!.FullName, "LoadSharing.MSTest", own.Name, "LoadSharing.MSTest.dll"));
        var tests = suite.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(TestMethodAttribute))).Select(method => method.Name).ToList();

        foreach (var pattern in JsonElement.Parse(file).EnumerateArray().SelectMany(entry => entry.GetProperty("test").GetString()!.Split('|')))
        {
            var named = tests.Where(test => pattern.EndsWith('*') ? test.StartsWith(pattern[..^1], StringComparison.Ordinal) : test == pattern).ToList();
            Assert.IsNotEmpty(named, $"No test of the suite is meant by {pattern}");
            Assert.IsLessThan(tests.Count, named.Count, $"{pattern} is every test: no failure of that kind would ever be red");
        }
    }

    [TestMethod]
    public async Task File_ThatIsNotThere_IsRefusedBeforeAnythingStarts()
    {
        var run = await NewCheckout().RunAsync("--target=IntegrationTests", "--known-defects=nowhere.json");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("nowhere.json: the file is not there; give the path of a file like tests/known-defects.json, or none.", run.Errors);
    }

    [TestMethod]
    [DataRow("[", "LineNumber: 0")]
    [DataRow("null", "it is null.")]
    [DataRow("[null]", "entry 1 is null.")]
    [DataRow("""[{"test":"*"}]""", "missing required properties including: 'symptom'")]
    [DataRow("""[{"tests":"*"}]""", "The JSON property 'tests' could not be mapped")]
    [DataRow(
        """[{"test":"*","symptom":"x","contract":"2026-08","versions":["*"],"sporadic":true,"reason":"y","link":"https://example.org/1"}]""",
        "entry 1 is of contract '2026-08', which is none of 2026-02, 2026-07.")]
    public async Task File_ThatIsNotAsItShouldBe_IsRefusedBeforeAnythingStarts(string text, string reason)
    {
        var checkout = NewCheckout();
        var file = Path.Combine(checkout.Root, "known.json");
        await File.WriteAllTextAsync(file, text, Token);

        var run = await checkout.RunAsync("--target=IntegrationTests", $"--known-defects={file}");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"--known-defects={file}: ", run.Errors);
        Assert.Contains(reason, run.Errors);
        Assert.Contains("Give a file like tests/known-defects.json, or none.", run.Errors);
        Assert.DoesNotContain("Tested: ", run.Output);
    }

    private static string Entry(string test, string symptom, bool sporadic) =>
        $$"""
        [{"test":"{{test}}","symptom":"{{symptom}}","contract":"2026-07","versions":["*"],
          "sporadic":{{(sporadic ? "true" : "false")}},"reason":"The row stays.","link":"https://example.org/1"}]
        """;

    private async Task<BuildResult> RunAsync(string? defect, string symptom, bool sporadic, string test = OneTest, string filter = TwoTests)
    {
        var checkout = NewCheckout();
        checkout.Environment["OPENEVSE_MUTANT"] = defect;
        var file = Path.Combine(checkout.Root, "known.json");
        await File.WriteAllTextAsync(file, Entry(test, symptom, sporadic), Token);
        var run = await checkout.RunAsync("--target=IntegrationTests", filter, $"--known-defects={file}");
        checkout.IsClean();
        return run;
    }
}
