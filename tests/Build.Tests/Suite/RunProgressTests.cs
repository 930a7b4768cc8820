using System.Text;
using Build.Suite;
using Spectre.Console;

namespace Build.Tests.Suite;

[TestClass]
public sealed class RunProgressTests
{
    private readonly List<string> _lines = [];
    private readonly StringBuilder _output = new();
    private readonly IAnsiConsole _terminal;

    public RunProgressTests() => _terminal = AnsiConsole.Create(
        new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(new StringWriter(_output)) });

    [TestMethod]
    public async Task Report_FinishedTests_PrintsOneLineEach()
    {
        await using var progress = new RunProgress(_lines.Add);
        progress.BeginRound();

        progress.OnTest(new TestEvent("N.Suite.Passes(2, \"a.b\")", TestState.Started, null));
        progress.OnTest(new TestEvent("N.Suite.Passes(2, \"a.b\")", TestState.Passed, null));
        progress.OnTest(new TestEvent("N.Suite.Fails", TestState.Failed, "\nthe reason\nmore"));

        Assert.HasCount(2, _lines);
        Assert.MatchesRegex(@"^passed  Passes\(2, ""a\.b""\)  \d+\.\d s$", _lines[0]);
        Assert.MatchesRegex(@"^failed  Fails  0\.0 s\n    the reason$", _lines[1]);
    }

    [TestMethod]
    public async Task Results_CancelledRun_HaveRunningTestsAsFailed()
    {
        await using var progress = new RunProgress(_lines.Add);
        progress.BeginRound();
        progress.OnTest(new TestEvent("A", TestState.Started, null));
        progress.OnTest(new TestEvent("A", TestState.Skipped, null));
        progress.OnTest(new TestEvent("B", TestState.Started, null));

        var results = progress.Results;

        Expect.Sequence(results.Select(test => test.Outcome), TestOutcome.Skipped, TestOutcome.Failed);
        Assert.AreEqual("The run ended while this test was running.", results[1].Message);
    }

    [TestMethod]
    public async Task BeginRound_SecondRound_ResetsTheResults()
    {
        await using var progress = new RunProgress(_lines.Add);
        progress.BeginRound();
        progress.OnTest(new TestEvent("A", TestState.Passed, null));

        progress.BeginRound();

        Assert.IsEmpty(progress.Results);
        Assert.IsNull(progress.FirstStart);
        Assert.IsNull(progress.LastEvent);
    }

    [TestMethod]
    public async Task Report_SeveralTests_KeepsFirstStartAndLastEvent()
    {
        await using var progress = new RunProgress(_lines.Add);
        progress.BeginRound();

        progress.OnTest(new TestEvent("A", TestState.Started, null));
        var (first, last) = (progress.FirstStart, progress.LastEvent);
        progress.OnTest(new TestEvent("A", TestState.Passed, null));

        Assert.IsNotNull(first);
        Assert.AreEqual(first, last);
        Assert.AreEqual(first, progress.FirstStart);
        Assert.IsGreaterThan(first.Value, progress.LastEvent!.Value);
    }

    [TestMethod]
    public async Task Render_RunningTest_IsListedBelowTheBar()
    {
        await using var progress = new RunProgress(_lines.Add);
        progress.BeginRound();
        progress.OnTest(new TestEvent("N.Suite.Passes", TestState.Passed, null));
        progress.OnTest(new TestEvent("N.Suite.Runs", TestState.Started, null));

        _terminal.Write(progress.Render(new LastRun(2, TimeSpan.FromSeconds(10))));

        Expect.Sequence(
            _output.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()),
            "[###############---------------] 1 done of 2 in the last run, about 5 s left",
            "     0 s  Runs");
    }

    [TestMethod]
    public async Task Print_WhileShown_IsOnTheTerminalOnly()
    {
        await using var progress = new RunProgress(_lines.Add);

        await using (progress.ShowOn(_terminal, null))
        {
            progress.Print("during it");
        }

        progress.Print("after it");
        Assert.Contains("during it", _output.ToString());
        Expect.Sequence(_lines, "after it");
    }
}
