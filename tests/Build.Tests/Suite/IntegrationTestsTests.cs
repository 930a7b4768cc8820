using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Build.Tests.Support;
using LoadSharing.Tests;

namespace Build.Tests.Suite;

[TestClass]
public sealed partial class IntegrationTestsTests : BuildTest
{
    private const string FastTest = "--filter=FullyQualifiedName~DiscoverTrigger_FreshStation";
    private const string FreshTest = "--filter=FullyQualifiedName~PeersInitialState_FreshStation";

    // Four of them, and each is over at once.
    private const string FastTests = "--filter=Name~DiscoverTrigger|Name~AddPeerManual|Name~AddPeerDuplicate|Name~DeleteNonexistentPeer";

    private const string Tested = "virtual stations, contract 2026-07";

    [TestMethod]
    public async Task IntegrationTests_OnVirtualStations_IsGreenAndEveryReportSaysWhatWasTested()
    {
        var checkout = NewCheckout();
        checkout.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(checkout.Root, "step.md");
        await File.WriteAllTextAsync(Path.Combine(checkout.Root, "step.md"), "of another step\n", Token);

        var run = await checkout.RunAsync("--target=IntegrationTests", "--instances=2", FastTest);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 0 failed", LastLine(run));
        Assert.Contains($"Tested: {Tested}", run.Lines);
        Assert.ContainsSingle(line => line.StartsWith("Isolation: ", StringComparison.Ordinal), run.Lines, run.ToString());
        Assert.Contains("Isolation: own multicast link, each fleet of virtual firmware has one", run.Lines);
        Assert.Contains($"Results: {checkout.Results}", run.Lines);
        Assert.ContainsSingle(line => WallTime().IsMatch(line), run.Lines, run.ToString());
        Assert.ContainsSingle(line => Progress().IsMatch(line), run.Lines, run.ToString());
        Assert.Contains($"Tested: {Tested}", await File.ReadAllTextAsync(Path.Combine(checkout.Results, "load-sharing.trx"), Token));
        var junit = XDocument.Load(Path.Combine(checkout.Results, "load-sharing.junit.xml"));
        Assert.AreEqual(Tested, junit.Descendants("property").Single(property => property.Attribute("name")!.Value == "tested").Attribute("value")!.Value);
        Assert.HasCount(1, junit.Descendants("testcase").ToList());
        var summary = await File.ReadAllTextAsync(Path.Combine(checkout.Results, "summary.md"), Token);
        Assert.StartsWith($"## Load sharing: 1 passed, 0 failed\n\nTested: {Tested}. Wall time ", summary);
        Assert.AreEqual($"of another step\n{summary}\n", await File.ReadAllTextAsync(Path.Combine(checkout.Root, "step.md"), Token));
        var phases = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(checkout.Results, "times.json"), Token)).GetProperty("phases");
        Expect.Sequence(
            phases.EnumerateObject().Select(phase => phase.Name), "build up", "lab up", "test runner start", "tests", "test runner end", "lab down");
        Assert.MatchesRegex(@"\n\| DiscoverTrigger_FreshStation\w* \| Passed \| \d+\.\d\d s \| \d+\.\d\d s \| \d+\.\d\d s \|\n", summary);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task IntegrationTests_FilterThatMatchesNothing_IsAFailureThatSaysSo()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=IntegrationTests", "--filter=FullyQualifiedName~NoSuchTest");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("No test ran, which is a failure: look at --filter, --instances and --shard.", run.Lines);
        Assert.AreEqual("0 passed, 0 failed", LastLine(run));
        Assert.Contains("The integration tests are not green: 0 passed, 0 failed.", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task IntegrationTests_OlderContractAndResultsElsewhere_SaysSoAndWritesThereAlone()
    {
        var checkout = NewCheckout();
        var results = Path.Combine(checkout.Root, "some where");

        var run = await checkout.RunAsync("--target=IntegrationTests", FastTest, "--contract=2026-02", $"--results={results}");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("Tested: virtual stations, contract 2026-02", run.Lines);
        Assert.IsTrue(File.Exists(Path.Combine(results, "load-sharing.trx")));
        Assert.IsTrue(File.Exists(Path.Combine(results, "summary.md")));
        Assert.IsFalse(Directory.Exists(checkout.Results), "Something was written to the default directory, too");
    }

    [TestMethod]
    public async Task IntegrationTests_Repeated_RunsRoundsInOneLabAndKeepsItsLogs()
    {
        var checkout = NewCheckout();
        Directory.CreateDirectory(checkout.Results);
        await File.WriteAllTextAsync(Path.Combine(checkout.Results, "load-sharing-3.trx"), "of an earlier run", Token);

        var run = await checkout.RunAsync("--target=IntegrationTests", "--repeat=2", FreshTest);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("Round 1 of 2", run.Lines);
        Assert.Contains("Round 2 of 2", run.Lines);
        Assert.AreEqual("2 passed, 0 failed", LastLine(run));
        Assert.IsTrue(File.Exists(Path.Combine(checkout.Results, "load-sharing.trx")));
        Assert.IsTrue(File.Exists(Path.Combine(checkout.Results, "load-sharing-2.trx")));
        Assert.IsFalse(File.Exists(Path.Combine(checkout.Results, "load-sharing-3.trx")), "A round of an earlier run stands beside this one's");
        Assert.MatchesRegex(
            @"\n\| PeersInitialState_FreshStation\w* \| 2 \| 0 \| 0 \| ", await File.ReadAllTextAsync(Path.Combine(checkout.Results, "summary.md"), Token));
        var stages = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(checkout.Results, "times.json"), Token)).GetProperty("stages");
        Assert.AreEqual(1, stages.GetProperty("new fleet for a test").GetProperty("count").GetInt32(), "The first round's, which nobody could foresee");
        Assert.AreEqual(1, stages.GetProperty("new fleet ahead of tests").GetProperty("count").GetInt32(), "The second round's was not started ahead of its test");
        var logs = Assert.ContainsSingle(Directory.GetDirectories(Path.Combine(checkout.Results, "logs")), "Each round had a lab of its own");
        var station = Path.GetFileName(Directory.GetFiles(logs, "station-*")[0]).Split('.')[0];

        var all = await checkout.RunAsync("--target=Logs");
        var one = await checkout.RunAsync("--target=Logs", $"--station={station}");
        var none = await checkout.RunAsync("--target=Logs", "--station=station-9999");

        Assert.AreEqual(0, all.ExitCode, all.ToString());
        Assert.HasCount(Directory.GetFiles(logs).Length, Titles(all));
        Assert.Contains("hostname = openevse-native-", one.Output);
        Assert.IsTrue(Titles(one).TrueForAll(title => title.Contains($"{station}.", StringComparison.Ordinal)), one.ToString());
        Assert.AreEqual(1, none.ExitCode);
        Assert.Contains($"--station=station-9999: there are no logs of it in {logs}.", none.Errors);
        Assert.Contains("There are logs of: ", none.Errors);
    }

    [TestMethod]
    public async Task IntegrationTests_Shuffled_SaysSoAtTheStartAndTheSameSeedGivesTheSameOrder()
    {
        var checkout = NewCheckout();

        var two = await checkout.RunAsync("--target=IntegrationTests", FastTests, "--parallel=1", "--seed=7", "--repeat=2");
        var one = await checkout.RunAsync("--target=IntegrationTests", FastTests, "--parallel=1", "--seed=8");

        Assert.AreEqual(0, two.ExitCode, two.ToString());
        Assert.AreEqual(0, one.ExitCode, one.ToString());
        Assert.Contains("Shuffled: --seed=7 gives this order again", two.Lines.TakeWhile(line => line != "Round 1 of 2"));
        var (orders, order) = (Order(two), Order(one));
        Assert.HasCount(4, order);
        Assert.HasCount(8, orders);
        Expect.Sequence(order, [.. orders.Skip(4)]);
        CollectionAssert.AreNotEqual(orders.Take(4).ToList(), order, "Another seed gives the same order");
    }

    [TestMethod]
    public async Task Logs_BeforeAnyRun_SaysWhere()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=Logs");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"There are no logs below {Path.Combine(checkout.Results, "logs")}: no lab has run yet, or it had another --results.", run.Errors);
    }

    // The tests as they ended.
    private static List<string> Order(BuildResult run) =>
        [.. run.Lines.Select(line => Ended().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    private static List<string> Titles(BuildResult run) => [.. run.Lines.Where(line => line.StartsWith("==> ", StringComparison.Ordinal))];

    private static string LastLine(BuildResult run) => run.Lines.Last(line => line.Length > 0);

    [GeneratedRegex(@"^Wall time: \d+\.\d s$")]
    private static partial Regex WallTime();

    [GeneratedRegex(@"^ +\d+ passed  (\w+)")]
    private static partial Regex Ended();

    [GeneratedRegex(@"^   1 passed  DiscoverTrigger_FreshStation\w*  \d+\.\d s$")]
    private static partial Regex Progress();
}
