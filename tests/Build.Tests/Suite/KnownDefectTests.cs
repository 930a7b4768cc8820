using System.Reflection;
using Build.Suite;

namespace Build.Tests.Suite;

/// <summary>Runs on a firmware with a defect that a file of known defects declares.</summary>
[TestClass]
public sealed class KnownDefectTests : BuildTest
{
    private const string Symptom = "to be not joined";
    private const string Crash = "the firmware exited unexpectedly with signal ";
    private const string Explanation = "The row stays. (https://example.org/1)";
    private const string DeleteWithCrash = "DeletePeer_UnknownHost";

    private static Checkout _checkout = null!;
    private static BuildResult _run = null!;

    /// <summary>Runs the suite on a firmware that crashes in two tests, with a file that declares one of the crashes.</summary>
    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        _checkout = new Checkout(Installation.Shared, sessions: null, context);
        _run = await RunAsync(
            _checkout,
            "crash-on-delete",
            [SuiteTests.DeleteUnknownPeer, DeleteWithCrash, SuiteTests.Discover],
            Entry($"AddPeer*|{SuiteTests.DeleteUnknownPeer}*", Crash, sporadic: true),
            Entry($"{DeleteWithCrash}*", "another symptom", sporadic: true),
            Entry($"{SuiteTests.Discover}*", Symptom, sporadic: false));
    }

    [ClassCleanup]
    public static async Task DisposeAsync() => await _checkout.DisposeAsync();

    [TestMethod]
    public void Run_KnownCrash_SkipsItsTest() =>
        Assert.ContainsSingle(line => line.StartsWith($"SKIPPED {SuiteTests.DeleteUnknownPeer}", StringComparison.Ordinal), _run.Lines, _run.ToString());

    [TestMethod]
    public void Run_KnownCrash_IsNotAnError() => Assert.DoesNotContain("ERROR", _run.Lines, _run.ToString());

    [TestMethod]
    public void Run_AnotherSymptom_FailsTheTest() =>
        Assert.ContainsSingle(line => line.StartsWith($"FAILED  {DeleteWithCrash}", StringComparison.Ordinal), _run.Lines, _run.ToString());

    [TestMethod]
    public void Run_FixedDefect_FailsTheTest() =>
        Assert.Contains($"Passed, though it is a known defect. Unless other tests fail, it is fixed: remove its entry. It says: {Explanation}", _run.Output);

    [TestMethod]
    public void Run_FailedTests_IsRed()
    {
        Assert.AreEqual(1, _run.ExitCode, _run.ToString());
        Assert.AreEqual("0 passed, 2 failed, 1 skipped", _run.LastLine);
        _checkout.IsClean();
    }

    [TestMethod]
    public async Task Run_OnlyKnownDefects_IsGreen()
    {
        var checkout = NewCheckout();

        var run = await RunAsync(
            checkout,
            "delete-keeps-joined",
            [SuiteTests.DeletePeer, SuiteTests.Discover],
            Entry(SuiteTests.DeletePeer + "*", Symptom, sporadic: false),
            Entry(SuiteTests.Discover + "*", Symptom, sporadic: true));

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 0 failed, 1 skipped", run.LastLine);
        Assert.ContainsSingle(line => line.StartsWith($"SKIPPED {SuiteTests.DeletePeer}", StringComparison.Ordinal), run.Lines, run.ToString());
        Assert.Contains($"Known defect: {Explanation}", run.Output);
        checkout.IsClean();
    }

    [TestMethod]
    [DataRow("LoadSharing.MSTest.DeletePeerTests.DeletePeer_JoinedPeer", true, DisplayName = "of the test that had the station last")]
    [DataRow("LoadSharing.MSTest.ManyPeersTests.AddPeer_ManyHosts_AreListed (20)", true, DisplayName = "of a row of a test")]
    [DataRow("LoadSharing.MSTest.DiscoveryTests.Discover", false, DisplayName = "of another test")]
    [DataRow(null, false, DisplayName = "of a station that no test has had")]
    public async Task Explain_CrashAfterATest_DependsOnTheTest(string? test, bool isKnown)
    {
        var file = Keep(new Scratch()).Combine("known.json");
        var known = KnownCrashes.Read(await WriteAsync(file, Entry("DeletePeer_*|AddPeer_ManyHosts_AreListed", Crash, sporadic: true)));
        var failure = new ComponentFailure("station-0", ComponentKind.Firmware, "signal SIGSEGV (11)", 1, "", [], $"station-0: {Crash}SIGSEGV (11)")
        {
            Test = test,
        };

        Assert.AreEqual(isKnown ? Explanation : null, known.Explain(failure, ApiGeneration.July2026));
        Assert.IsNull(known.Explain(failure, ApiGeneration.February2026));
        Assert.IsNull(known.Explain(failure with { Message = "station-0: the emulator exited unexpectedly" }, ApiGeneration.July2026));
    }

    [TestMethod]
    public async Task FileOfTheRepository_EachEntry_AffectsSomeTestsAndNotAll()
    {
        var file = await File.ReadAllTextAsync(Repository.Find().KnownDefects, Token);
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var suite = Assembly.LoadFrom(Path.Combine(own.Parent!.Parent!.FullName, "LoadSharing.MSTest", own.Name, "LoadSharing.MSTest.dll"));
        var tests = suite.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(TestMethodAttribute)))
            .Select(method => method.Name)
            .ToList();

        foreach (var pattern in JsonElement.Parse(file).EnumerateArray().SelectMany(entry => entry.GetProperty("test").GetString()!.Split('|')))
        {
            var affected = tests.Where(test => pattern.EndsWith('*') ? test.StartsWith(pattern[..^1], StringComparison.Ordinal) : test == pattern).ToList();
            Assert.IsNotEmpty(affected, $"{pattern} matches no test of the suite");
            Assert.IsLessThan(tests.Count, affected.Count, $"{pattern} matches every test: no failure with its symptom would ever be red");
        }
    }

    [TestMethod]
    public void FileOfTheRepository_EachEntry_NamesVersions()
    {
        var vague = KnownDefect.ReadFile(Repository.Find().KnownDefects).Where(defect => defect.Versions.Count == 0 || defect.Versions.Contains("*"));

        Assert.IsEmpty(vague, "Each entry names the builds that have the defect, by branch or commit");
    }

    [TestMethod]
    public void FileOfTheRepository_EachEntry_LinksAnUpstreamIssue()
    {
        foreach (var defect in KnownDefect.ReadFile(Repository.Find().KnownDefects))
        {
            Assert.MatchesRegex("^https://github.com/[^/]+/[^/]+/(issues|pull)/[0-9]+$", defect.Link.AbsoluteUri);

            // The request for the feature, closed: it says nothing about a defect of it.
            Assert.DoesNotEndWith("/issues/940", defect.Link.AbsoluteUri, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow("local_jeremypoulter/issue940_358ab3f2", true, DisplayName = "built in a checkout of the branch")]
    [DataRow("local__358ab3f2_modified", true, DisplayName = "of the commit, changed")]
    [DataRow("local_master_0123abcd", false, DisplayName = "of another commit")]
    public void Affects_VersionOfABuild_DependsOnBranchOrCommit(string version, bool isAffected)
    {
        var defect = new KnownDefect("T", "s", "2026-07", ["*issue940_*", "*_358ab3f2*"], true, "r", new Uri("https://example.org/1"));

        Assert.AreEqual(isAffected, defect.Affects("2026-07", version));
    }

    [TestMethod]
    public async Task Run_MissingFile_FailsBeforeAnythingStarts()
    {
        var run = await NewCheckout().RunAsync("--target=IntegrationTests", "--known-defects=nowhere.json");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("nowhere.json: file not found. Give the path of a file like tests/known-defects.json, or none.", run.Errors);
        Assert.DoesNotContain("Tested: ", run.Output);
    }

    [TestMethod]
    [DataRow("[", "LineNumber: 0")]
    [DataRow("null", "The file contains null; it must contain a list.")]
    [DataRow("[null]", "Entry 1 is null.")]
    [DataRow("""[{"test":"*"}]""", "missing required properties including: 'symptom'")]
    [DataRow("""[{"tests":"*"}]""", "The JSON property 'tests' could not be mapped")]
    [DataRow(
        """[{"test":"*","symptom":"x","contract":"2026-08","versions":["*"],"sporadic":true,"reason":"y","link":"https://example.org/1"}]""",
        "Entry 1: contract '2026-08' is unknown. Known: 2026-02, 2026-07, 2026-09.")]
    public async Task Read_InvalidFile_NamesFileAndError(string text, string reason)
    {
        var file = Keep(new Scratch()).Combine("known.json");
        await File.WriteAllTextAsync(file, text, Token);

        var error = Assert.ThrowsExactly<CakeException>(() => KnownCrashes.Read(file));

        Assert.StartsWith($"--known-defects={file}: ", error.Message);
        Assert.Contains(reason, error.Message);
        Assert.EndsWith("Give a file like tests/known-defects.json, or none.", error.Message);
    }

    private static string Entry(string test, string symptom, bool sporadic) =>
        $$"""
        {"test":"{{test}}","symptom":"{{symptom}}","contract":"2026-07","versions":["virtual_*"],
          "sporadic":{{(sporadic ? "true" : "false")}},"reason":"The row stays.","link":"https://example.org/1"}
        """;

    private static async Task<string> WriteAsync(string path, params IEnumerable<string> entries)
    {
        await File.WriteAllTextAsync(path, $"[{string.Join(',', entries)}]");
        return path;
    }

    private static async Task<BuildResult> RunAsync(Checkout checkout, string mutant, IEnumerable<string> tests, params IEnumerable<string> entries)
    {
        checkout.Environment["OPENEVSE_MUTANT"] = mutant;
        var known = await WriteAsync(Path.Combine(checkout.Root, "known.json"), entries);
        return await checkout.RunAsync("--target=IntegrationTests", "--contract=2026-07", SuiteTests.Filter(tests), $"--known-defects={known}");
    }
}
