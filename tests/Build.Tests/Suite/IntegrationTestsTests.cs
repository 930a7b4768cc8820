using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Build.Tests.Support;

namespace Build.Tests.Suite;

[TestClass]
public sealed partial class IntegrationTestsTests : BuildTest
{
    private const string FastTest = "--filter=FullyQualifiedName~DiscoverTrigger_FreshStation";
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
        string[] expected = ["build up", "lab up", "tests", "lab down"];
        CollectionAssert.IsSubsetOf(expected, phases.EnumerateObject().Select(phase => phase.Name).ToArray());
        checkout.IsClean();
    }

    [TestMethod]
    public async Task IntegrationTests_FilterThatMatchesNothing_IsAFailureThatSaysSo()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=IntegrationTests", "--filter=FullyQualifiedName~NoSuchTest");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("No test ran, which is a failure: look at --filter and --instances.", run.Lines);
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

        var run = await checkout.RunAsync("--target=IntegrationTests", "--repeat=2", FastTest);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("Round 1 of 2", run.Lines);
        Assert.Contains("Round 2 of 2", run.Lines);
        Assert.AreEqual("2 passed, 0 failed", LastLine(run));
        Assert.IsTrue(File.Exists(Path.Combine(checkout.Results, "load-sharing.trx")));
        Assert.IsTrue(File.Exists(Path.Combine(checkout.Results, "load-sharing-2.trx")));
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
    public async Task Logs_BeforeAnyRun_SaysWhere()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=Logs");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains($"There are no logs below {Path.Combine(checkout.Results, "logs")}: no lab has run yet, or it had another --results.", run.Errors);
    }

    private static List<string> Titles(BuildResult run) => [.. run.Lines.Where(line => line.StartsWith("==> ", StringComparison.Ordinal))];

    private static string LastLine(BuildResult run) => run.Lines.Last(line => line.Length > 0);

    [GeneratedRegex(@"^Wall time: \d+\.\d s$")]
    private static partial Regex WallTime();

    [GeneratedRegex(@"^   1 passed  DiscoverTrigger_FreshStation\w*  \d+\.\d s$")]
    private static partial Regex Progress();
}
