using System.Xml.Linq;

namespace Build.Tests.Suite;

/// <summary>Output, reports and logs of a green run of two shuffled rounds, beside another run with other options.</summary>
[TestClass]
public sealed partial class GreenRunTests
{
    private const string Tested = "virtual stations, time x 10, contract 2026-09";

    private static readonly string[] Tests =
        [SuiteTests.Discover, SuiteTests.AddPeer, SuiteTests.AddPeerAgain, SuiteTests.DeleteUnknownPeer, SuiteTests.FreshStation];

    private static Checkout _checkout = null!;
    private static BuildResult _run = null!;
    private static IReadOnlyList<string> _orphans = [];

    private static Checkout _otherCheckout = null!;
    private static BuildResult _otherRun = null!;

    public required TestContext TestContext { get; init; }

    private static string OtherResults => Path.Combine(_otherCheckout.Root, "other; results");

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        _checkout = new Checkout(Installation.Shared, sessions: null, context);
        _otherCheckout = new Checkout(Installation.Shared, sessions: null, context);
        _checkout.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(_checkout.Root, "step.md");
        await File.WriteAllTextAsync(Path.Combine(_checkout.Root, "step.md"), "of another step\n", context.CancellationToken);
        Directory.CreateDirectory(_checkout.Results);
        await File.WriteAllTextAsync(Path.Combine(_checkout.Results, "load-sharing-3.trx"), "of an earlier run", context.CancellationToken);

        string[] arguments = ["--target=IntegrationTests", "--instances=2", "--parallel=1", SuiteTests.Filter(Tests)];
        _run = await _checkout.RunAsync([.. arguments, "--seed=7", "--repeat=2", "--keep"]);
        _orphans = _checkout.Orphans;
        _otherRun = await _otherCheckout.RunAsync([.. arguments, "--seed=8", "--contract=2026-02", $"--results={OtherResults}"]);
    }

    [ClassCleanup]
    public static async Task DeleteCheckoutsAsync()
    {
        await _checkout.DisposeAsync();
        await _otherCheckout.DisposeAsync();
    }

    [TestMethod]
    public void Run_AllTestsPass_ExitsWithZero() => Assert.AreEqual(0, _run.ExitCode, _run.ToString());

    [TestMethod]
    public void Run_AllTestsPass_KeepsNoStation()
    {
        Assert.IsEmpty(_orphans, string.Join('\n', _orphans));
        Assert.DoesNotContain("--keep", _run.Output);
    }

    [TestMethod]
    public void Results_SemicolonInTheirPath_HaveJUnit() =>
        Assert.IsTrue(File.Exists(Path.Combine(OtherResults, "load-sharing.junit.xml")), _otherRun.ToString());

    [TestMethod]
    public void Output_LastLine_HasTheCounts() => Assert.AreEqual("10 passed, 0 failed", _run.LastLine);

    [TestMethod]
    [DataRow($"Tested: {Tested}")]
    [DataRow("Isolation: own multicast link, one per virtual fleet")]
    [DataRow("Round 1 of 2")]
    [DataRow("Round 2 of 2")]
    public void Output_OfARun_Has(string line) => Assert.ContainsSingle(printed => printed == line, _run.Lines, _run.ToString());

    [TestMethod]
    public void Output_OfARun_HasResultsDirectoryAndWallTime()
    {
        Assert.Contains($"Results: {_checkout.Results}", _run.Lines);
        Assert.ContainsSingle(line => WallTime().IsMatch(line), _run.Lines, _run.ToString());
    }

    [TestMethod]
    public void Output_EachTestOfEachRound_HasOneLine() => Assert.HasCount(10, Order(_run), _run.ToString());

    [TestMethod]
    public void Output_Shuffled_HasTheSeedBeforeTheFirstRound() =>
        Assert.Contains("Shuffled: --seed=7 repeats this order", _run.Lines.TakeWhile(line => line != "Round 1 of 2"));

    // The second round has the next seed, which is that of the other run.
    [TestMethod]
    public void Order_SameSeed_IsTheSame() => Expect.Sequence(Order(_run).Skip(5), [.. Order(_otherRun)]);

    [TestMethod]
    public void Order_AnotherSeed_Differs() => CollectionAssert.AreNotEqual(Order(_run).Take(5).ToList(), Order(_otherRun));

    [TestMethod]
    public void Results_OfTwoRounds_AreOneFileEachAndNoneOfAnEarlierRun() => Expect.Set(
        Directory.GetFiles(_checkout.Results, "*.trx").Select(file => Path.GetFileName(file)), "load-sharing.trx", "load-sharing-2.trx");

    [TestMethod]
    public void Trx_OfARun_NamesWhatWasTested() =>
        Assert.Contains($"Tested: {Tested}", File.ReadAllText(Path.Combine(_checkout.Results, "load-sharing.trx")));

    [TestMethod]
    public void JUnit_OfARun_HasTestsAndWhatWasTested()
    {
        var junit = XDocument.Load(Path.Combine(_checkout.Results, "load-sharing.junit.xml"));

        Assert.AreEqual(Tested, junit.Descendants("property").Single(property => property.Attribute("name")!.Value == "tested").Attribute("value")!.Value);
        Assert.HasCount(5, junit.Descendants("testcase").ToList());
    }

    [TestMethod]
    public void Summary_OfARun_HasCountsAndTests()
    {
        var summary = File.ReadAllText(Path.Combine(_checkout.Results, "summary.md"));

        Assert.StartsWith($"## Load sharing: 10 passed, 0 failed\n\nTested: {Tested}. Wall time ", summary);
        Assert.MatchesRegex($@"\n\| {SuiteTests.FreshStation}\w* \| 2 \| 0 \| 0 \| ", summary);
    }

    [TestMethod]
    public void Summary_OfAWorkflow_IsAppendedToTheStepSummary()
    {
        var summary = File.ReadAllText(Path.Combine(_checkout.Results, "summary.md"));

        Assert.AreEqual($"of another step\n{summary}\n", File.ReadAllText(Path.Combine(_checkout.Root, "step.md")));
    }

    [TestMethod]
    public void Summary_OfOneRound_HasARowForEachTest() => Assert.MatchesRegex(
        $@"\n\| {SuiteTests.Discover}\w* \| Passed \| \d+\.\d\d s \| \d+\.\d\d s \| \d+\.\d\d s \|\n",
        File.ReadAllText(Path.Combine(OtherResults, "summary.md")));

    [TestMethod]
    public void Times_OfARun_HaveItsPhases() => Expect.Sequence(
        Times("phases").EnumerateObject().Select(phase => phase.Name), "build", "lab up", "test runner start", "tests", "test runner end", "lab down");

    [TestMethod]
    public void Times_SecondRound_HaveTheFleetThatWasStartedAhead() =>
        Assert.IsTrue(Times("stages").TryGetProperty("new fleet ahead of tests", out _), Times("stages").ToString());

    [TestMethod]
    public void Logs_OfTwoRounds_AreOfOneLab() => Assert.ContainsSingle(Directory.GetDirectories(Path.Combine(_checkout.Results, "logs")));

    [TestMethod]
    public async Task LogsTarget_WithoutStation_PrintsEveryLog()
    {
        var logs = await _checkout.RunAsync("--target=Logs");

        Assert.AreEqual(0, logs.ExitCode, logs.ToString());
        Assert.HasCount(LogFiles().Length, Titles(logs));
    }

    [TestMethod]
    public async Task LogsTarget_OfAStation_PrintsItsLogsAlone()
    {
        var station = Path.GetFileName(LogFiles("station-*")[0]).Split('.')[0];

        var logs = await _checkout.RunAsync("--target=Logs", $"--station={station}");

        Assert.Contains("hostname = openevse-native-", logs.Output);
        Assert.IsTrue(Titles(logs).TrueForAll(title => title.Contains($"{station}.", StringComparison.Ordinal)), logs.ToString());
    }

    [TestMethod]
    public async Task LogsTarget_OfAnUnknownStation_FailsAndNamesTheOthers()
    {
        var logs = await _checkout.RunAsync("--target=Logs", "--station=station-9999");

        Assert.AreEqual(1, logs.ExitCode);
        Assert.Contains($"--station=station-9999: {Path.GetDirectoryName(LogFiles()[0])} has no logs of it.", logs.Errors);
        Assert.Contains(" It has logs of ", logs.Errors);
    }

    [TestMethod]
    public void OtherRun_OfAnotherGeneration_NamesIt()
    {
        Assert.AreEqual(0, _otherRun.ExitCode, _otherRun.ToString());
        Assert.Contains("Tested: virtual stations, time x 10, contract 2026-02", _otherRun.Lines);
    }

    [TestMethod]
    public void OtherRun_WithResultsElsewhere_WritesThereOnly()
    {
        Assert.IsTrue(File.Exists(Path.Combine(OtherResults, "load-sharing.trx")));
        Assert.IsFalse(Directory.Exists(_otherCheckout.Results), $"{_otherCheckout.Results} was written");
    }

    private static List<string> Order(BuildResult run) =>
        [.. run.Lines.Select(line => TestLine().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    private static List<string> Titles(BuildResult run) => [.. run.Lines.Where(line => line.StartsWith("==> ", StringComparison.Ordinal))];

    // Those of the run's session. The directory above has the supervisor's log.
    private static string[] LogFiles(string pattern = "*") =>
        Directory.GetFiles(Directory.GetDirectories(Path.Combine(_checkout.Results, "logs")).Single(), pattern);

    private static JsonElement Times(string part) => JsonElement.Parse(File.ReadAllText(Path.Combine(_checkout.Results, "times.json"))).GetProperty(part);

    [GeneratedRegex(@"^Wall time: \d+\.\d s$")]
    private static partial Regex WallTime();

    [GeneratedRegex(@"^passed  (\w+)  \d+\.\d s$")]
    private static partial Regex TestLine();
}
