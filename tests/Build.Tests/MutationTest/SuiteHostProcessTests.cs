using System.Globalization;
using Build.Results;
using Build.MutationTest;
using Build.Tests.Support;
using LoadSharing.Lab;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;
using TestResult = Build.Results.TestResult;

namespace Build.Tests.MutationTest;

/// <summary>Several runs of the suite in one process: each is as one in a process of its own.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class SuiteHostProcessTests : BuildTest
{
    private string _directory = "";
    private int _runs;

    [TestMethod]
    public async Task Run_SecondRun_HasItsOwnEnvironmentAndFilter()
    {
        var suite = Start(out _);

        var first = await RunAsync(suite, "Name~DeletePeerNonexistent|Name~AddPeerManual", "the first");
        var second = await RunAsync(suite, "Name~AddPeerManual", "the second");

        var test = Assert.ContainsSingle(second.Tests);
        Assert.AreEqual("LoadSharing.MSTest.AddPeerTests.AddPeerManual_UnknownHost_IsJoinedOffline", test.FullName);
        Assert.AreEqual(TestOutcome.Failed, test.Outcome);
        Assert.StartsWith("LOADSHARING_LAB_URL=the second: not an http URL.", test.Message);
        Assert.StartsWith("LOADSHARING_LAB_URL=the first: ", first.Tests.Single(other => other.Name == test.Name).Message);
        Assert.IsEmpty(second.Errors);
    }

    [TestMethod]
    public async Task Run_FilterWithoutMatch_HasTheExitCode()
    {
        var suite = Start(out _);

        var (tests, troubles) = await RunAsync(suite, "Name=NoSuchTest", "nowhere");

        Assert.IsEmpty(tests);
        Assert.StartsWith("the suite exited with exit code 8 although no test failed. Log: ", Assert.ContainsSingle(troubles));
        Assert.IsTrue(suite.IsAlive, "It could have been given another order");
    }

    [TestMethod]
    public async Task Run_ProcessKilled_HasSignalAndLastLines()
    {
        var suite = Start(out var session);
        var run = RunAsync(suite, "Name~AddPeerManual", "nowhere");
        var process = Assert.ContainsSingle(Manifest.Read(session.Directory).OfType<ProcessEntry>()).Process;
        await Namespaces.KillAsync(process);

        var (tests, troubles) = await run;

        Assert.IsEmpty(tests);
        Assert.StartsWith("suite-host exited with signal SIGKILL (9) during a run. Last lines of its log:\n", Assert.ContainsSingle(troubles));
        Assert.IsFalse(suite.IsAlive);
    }

    [TestMethod]
    public async Task Dispose_RunningProcess_LeavesNoTemporaryFile()
    {
        var begun = DateTime.UtcNow;
        var suite = Start(out var session);
        await RunAsync(suite, "Name=NoSuchTest", "nowhere");
        var id = Assert.ContainsSingle(Manifest.Read(session.Directory).OfType<ProcessEntry>()).Process.Id;

        await suite.DisposeAsync();

        // Older ones are of a process that had the same id.
        var files = new DirectoryInfo(Path.GetTempPath()).EnumerateFileSystemInfos(string.Create(CultureInfo.InvariantCulture, $"*-{id}-*"));
        Assert.IsEmpty(files.Where(file => file.CreationTimeUtc >= begun).Select(file => file.Name));
    }

    private SuiteHostProcess Start(out Session session)
    {
        _directory = Keep(new Scratch()).Path;
        var begun = Session.Begin("Test", Environment.CurrentDirectory, _directory, new LabTimeouts(TimeoutFactors.Generous));
        Keep(new EndOf(begun));
        session = begun;
        return Keep(new SuiteHostProcess(begun, 1));
    }

    private Task<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Errors)> RunAsync(SuiteHostProcess suite, string filter, string labUrl)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"run-{++_runs}");
        var environment = new Dictionary<string, string?> { ["LOADSHARING_LAB_URL"] = labUrl, ["LOADSHARING_LAB_TOKEN"] = "any" };
        return suite.RunAsync(new SuiteHostRequest(id, Path.Combine(_directory, $"{id}.json"), ["--filter", filter, "--progress", "off"], environment), Token);
    }

    private sealed class EndOf(Session session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await session.EndAsync();
    }
}
