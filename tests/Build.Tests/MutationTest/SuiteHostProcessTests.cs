using Build.MutationTest;
using SuiteRun = (System.Collections.Generic.IReadOnlyList<Build.Results.TestResult> Tests, System.Collections.Generic.IReadOnlyList<string> Errors);

namespace Build.Tests.MutationTest;

/// <summary>Three runs of the suite in one process: each is like one in a process of its own.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class SuiteHostProcessTests : BuildTest
{
    private static SuiteRun _first;
    private static SuiteRun _second;
    private static SuiteRun _withoutMatch;
    private static bool _isAlive;
    private static IReadOnlyList<string> _temporaryFiles = [];

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        var begun = DateTime.UtcNow;
        var process = await RunThreeTimesAsync(context.CancellationToken);

        // Older files are of a process that had the same id.
        var pattern = $"*-{process.Id}-*";
        var files = new DirectoryInfo(Path.GetTempPath()).EnumerateFileSystemInfos(pattern).Where(file => file.CreationTimeUtc >= begun);
        _temporaryFiles = [.. files.Select(file => file.Name)];
    }

    [TestMethod]
    public void Run_EachRun_HasItsOwnEnvironment()
    {
        var test = Assert.ContainsSingle(_second.Tests);

        Assert.AreEqual(TestOutcome.Failed, test.Outcome);
        Assert.StartsWith("LOADSHARING_LAB_URL=the second: not an http URL.", test.Message);
        Assert.StartsWith("LOADSHARING_LAB_URL=the first: ", _first.Tests.Single(other => other.Name == test.Name).Message);
        Assert.IsEmpty(_second.Errors);
    }

    [TestMethod]
    public void Run_SecondRun_HasItsOwnFilter() => Assert.AreEqual(
        "LoadSharing.MSTest.AddPeerTests.AddPeerManual_UnknownHost_IsJoinedOffline", Assert.ContainsSingle(_second.Tests).FullName);

    [TestMethod]
    public void Run_FilterWithoutMatch_HasTheExitCode()
    {
        Assert.IsEmpty(_withoutMatch.Tests);
        Assert.StartsWith("the suite exited with exit code 8 although no test failed. Log: ", Assert.ContainsSingle(_withoutMatch.Errors));
        Assert.IsTrue(_isAlive, "Expected the process to accept another request");
    }

    [TestMethod]
    public void Dispose_RunningProcess_LeavesNoTemporaryFile() => Assert.IsEmpty(_temporaryFiles);

    [TestMethod]
    public async Task Run_ProcessKilled_HasSignalAndLastLines()
    {
        var (session, suite, run) = StartRun(Token);
        await Namespaces.KillAsync(ProcessOf(session));

        var (tests, errors) = await run;

        Assert.IsEmpty(tests);
        Assert.StartsWith("suite-host exited with signal SIGKILL (9) during a run. Last lines of its log:\n", Assert.ContainsSingle(errors));
        Assert.IsFalse(suite.IsAlive);
    }

    [TestMethod]
    public async Task Run_Cancelled_StopsTheProcess()
    {
        using var cancellation = new CancellationTokenSource();
        var (_, suite, run) = StartRun(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => run);
        Assert.IsFalse(suite.IsAlive, "It would go on writing to the directory of a session that ends");
    }

    private (Session Session, SuiteHostProcess Suite, Task<SuiteRun> Run) StartRun(CancellationToken cancellation)
    {
        var scratch = Keep(new Scratch());
        var session = Begin(scratch);
        Keep(new EndOf(session));
        var suite = Keep(new SuiteHostProcess(session, 1));
        return (session, suite, RunAsync(suite, scratch, "Name~AddPeerManual", "nowhere", cancellation));
    }

    /// <returns>The process, which has exited.</returns>
    private static async Task<ProcessIdentity> RunThreeTimesAsync(CancellationToken cancellation)
    {
        await using var scratch = new Scratch();
        var session = Begin(scratch);
        await using var end = new EndOf(session);
        await using var suite = new SuiteHostProcess(session, 1);
        _first = await RunAsync(suite, scratch, "Name~DeletePeerNonexistent|Name~AddPeerManual", "the first", cancellation);
        _second = await RunAsync(suite, scratch, "Name~AddPeerManual", "the second", cancellation);
        _withoutMatch = await RunAsync(suite, scratch, "Name=NoSuchTest", "nowhere", cancellation);
        _isAlive = suite.IsAlive;
        return ProcessOf(session);
    }

    private static Session Begin(Scratch scratch) =>
        Session.Begin("Test", Environment.CurrentDirectory, scratch.Path, new LabTimeouts(TimeoutFactors.Generous));

    private static ProcessIdentity ProcessOf(Session session) => Assert.ContainsSingle(Manifest.Read(session.Directory).OfType<ProcessEntry>()).Process;

    private static Task<SuiteRun> RunAsync(SuiteHostProcess suite, Scratch scratch, string filter, string labUrl, CancellationToken cancellation)
    {
        var id = $"run-{Guid.NewGuid()}";
        var environment = new Dictionary<string, string?> { ["LOADSHARING_LAB_URL"] = labUrl, ["LOADSHARING_LAB_TOKEN"] = "any" };
        return suite.RunAsync(new SuiteHostRequest(id, scratch.Combine($"{id}.json"), ["--filter", filter, "--progress", "off"], environment), cancellation);
    }

    private sealed class EndOf(Session session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await session.EndAsync();
    }
}
