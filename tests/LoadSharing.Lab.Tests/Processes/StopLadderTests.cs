namespace LoadSharing.Lab.Tests.Processes;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class StopLadderTests : LabTest
{
    private const string Mark = "LAB_TESTS_MARK";

    // SIGKILL follows SIGTERM after half a second.
    private static readonly LabTimeouts Short = new(TimeoutFactors.Short);
    private static readonly LabTimeouts Generous = new(TimeoutFactors.Generous);

    private string _log = "";

    [TestInitialize]
    public void MakeLog() => _log = Keep(new Scratch()).Combine("child.log");

    [TestMethod]
    public async Task Stop_ProcessThatHandlesSigterm_MayCleanUp()
    {
        await using var process = await StartAsync("trap 'echo cleaning up; exit 5' TERM; echo started; while :; do sleep 0.05; done", Generous);

        var exit = await process.StopAsync();

        Assert.AreEqual("exit code 5", exit.ToString());
        Assert.Contains("cleaning up", LogTail.LastLines(_log));
    }

    [TestMethod]
    public async Task Stop_ProcessThatIgnoresSigterm_IsKilled()
    {
        await using var process = await StartAsync("trap '' TERM; echo started; while :; do sleep 1000; done", Short);

        var exit = await process.StopAsync();

        Assert.AreEqual("signal SIGKILL (9)", exit.ToString());
    }

    [TestMethod]
    public async Task Stop_CommandWithAStopTimeout_IsKilledAfterIt()
    {
        const string Script = "trap '' TERM; echo started; while :; do sleep 1000; done";
        await using var process = await StartAsync(Script, Generous, stopTimeout: TimeSpan.FromSeconds(0.1));

        var exit = await process.StopAsync().WaitAsync(Generous.Terminate / 2, Token);

        Assert.AreEqual("signal SIGKILL (9)", exit.ToString());
    }

    [TestMethod]
    public async Task Stop_BySigkill_SkipsTheHandler()
    {
        await using var process = await StartAsync("trap 'echo cleaning up' TERM; echo started; while :; do sleep 0.05; done", Generous);

        var exit = await process.StopAsync(ProcessSignal.Kill);

        Assert.AreEqual("signal SIGKILL (9)", exit.ToString());
        Assert.DoesNotContain("cleaning up", LogTail.LastLines(_log));
    }

    [TestMethod]
    public async Task Stop_ExitedProcess_ReturnsItsExitStatus()
    {
        await using var process = ChildProcess.Start(new ProcessCommand("/bin/sh", ["-c", "exit 3"]), _log, Generous);
        await process.Exited.WaitAsync(Eventually.Timeout, Token);

        Assert.AreEqual("exit code 3", (await process.StopAsync()).ToString());
        Assert.AreEqual("exit code 3", (await process.StopAsync(ProcessSignal.Kill)).ToString());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("sh -c 'sleep 1000 & sleep 1000 & wait' & echo started; wait", ProcessSignal.Terminate, 4)]
    [DataRow("sh -c 'sleep 1000 & sleep 1000 & wait' & echo started; wait", ProcessSignal.Kill, 4)]
    [DataRow("sh -c 'trap \"\" TERM; sleep 1000 & while :; do wait; done' & echo started; wait", ProcessSignal.Terminate, 3)]
    public async Task Stop_ProcessTree_StopsAllDescendants(string script, object signal, int processes)
    {
        var mark = Guid.NewGuid().ToString();
        await using var process = await StartAsync(script, Short, mark);
        await Eventually.HoldsAsync(
            "all descendants run",
            () => ProcessSearch.WithVariable(Mark, mark) is var some && some.Count < processes ? ProcessSearch.Describe(some) : null,
            Token);
        var tree = ProcessSearch.WithVariable(Mark, mark);

        await process.StopAsync((ProcessSignal)signal);

        Assert.IsFalse(tree.Any(member => member.IsAlive), ProcessSearch.Describe(tree.Where(member => member.IsAlive)));
        Assert.IsEmpty(ProcessSearch.WithVariable(Mark, mark));
    }

    private async Task<ChildProcess> StartAsync(string script, LabTimeouts timeouts, string mark = "", TimeSpan? stopTimeout = null)
    {
        var command = new ProcessCommand("/bin/sh", ["-c", script])
        {
            Environment = new Dictionary<string, string?> { [Mark] = mark },
            StopTimeout = stopTimeout,
        };
        var process = ChildProcess.Start(command, _log, timeouts);
        await Eventually.LogHasAsync(_log, "started", Token);
        return process;
    }
}
