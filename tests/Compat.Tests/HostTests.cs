namespace Compat.Tests;

/// <summary>What a host does with its command line and its tasks.</summary>
[TestClass]
public sealed class HostTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Run_NoTarget_RunsDefaultAfterItsDependenciesInOrderAndOnceEach()
    {
        var run = await RunAsync();

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(
            [
                "context constructed", "installed hammer", "setup for Default",
                "before First", "work: first", "after First, skipped: False",
                "before Second", "work: second", "after Second, skipped: False",
                "before Default", "after Default, skipped: False",
                "teardown, successful: True",
            ],
            run.Journal);
    }

    [TestMethod]
    [DataRow("--target=second", DisplayName = "In other letters")]
    [DataRow("-t", "Second", DisplayName = "Short option")]
    public async Task Run_Target_RunsIt(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["first", "second"], run.Work);
    }

    [TestMethod]
    public async Task Run_SeveralTargets_RunsEachAndWhatTheyShareOnce()
    {
        var run = await RunAsync("--target=First", "--target=Second");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["first", "second"], run.Work);
    }

    [TestMethod]
    public async Task Run_Exclusive_RunsTheTargetAlone()
    {
        var run = await RunAsync("--target=Second", "--exclusive");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["second"], run.Work);
    }

    [TestMethod]
    public async Task Run_TargetThatAnotherTaskIsDependeeOf_RunsThatOneFirst()
    {
        var run = await RunAsync("--target=Followed");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["ahead"], run.Work);
    }

    [TestMethod]
    [DataRow("nowhere")]
    [DataRow("Hidden", DisplayName = "A class that isn't public")]
    public async Task Run_UnknownTarget_FailsAndNamesIt(string target)
    {
        var run = await RunAsync($"--target={target}");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains($"Error: The target '{target}' was not found.", run.Output);
        Assert.IsEmpty(run.Work);
    }

    [TestMethod]
    public async Task Run_TaskFails_ExitsWithOneAfterFinallyAndTeardown()
    {
        var run = await RunAsync("--target=AfterFailing");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains("Error: it broke", run.Output);
        Assert.AreSequenceEqual(
            ["setup for AfterFailing", "before Failing", "work: finally", "after Failing, skipped: False", "teardown, successful: False"],
            run.Journal.Skip(2));
    }

    [TestMethod]
    public async Task Run_OnErrorReturns_ExitsWithZero()
    {
        var run = await RunAsync("--target=Forgiving");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["error: forgiven"], run.Work);
    }

    [TestMethod]
    public async Task Run_OnErrorThrows_FailsWithWhatItThrew()
    {
        var run = await RunAsync("--target=Unforgiving");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains("Error: outer", run.Output);
    }

    [TestMethod]
    public async Task Run_TaskThatContinuesOnErrorFails_ExitsWithZero()
    {
        var run = await RunAsync("--target=Unimportant");

        Assert.AreEqual(0, run.ExitCode, run.Output);
    }

    [TestMethod]
    public async Task Run_DependencyShouldNotRun_SkipsItAndSaysWhy()
    {
        var run = await RunAsync("--target=AfterSkipped");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["after skipped"], run.Work);
        Assert.Contains("not today", run.Output);
    }

    [TestMethod]
    public async Task Run_TargetShouldNotRun_FailsAndSaysWhy()
    {
        var run = await RunAsync("--target=Skipped");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains("Error: Could not reach target 'Skipped' since it was skipped due to a criteria: not today.", run.Output);
        Assert.IsEmpty(run.Work);
    }

    [TestMethod]
    public async Task Run_LifetimeInParts_CallsEachPart()
    {
        var run = await RunAsync("--target=First", "--each-apart");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["setup apart", "before apart", "work: first", "after apart", "teardown apart"], run.Journal.Skip(2));
    }

    [TestMethod]
    public async Task Run_TaskWithConstructor_GetsTheHostsServices()
    {
        var run = await RunAsync("--target=Constructed");

        Assert.AreSequenceEqual(["hello, FromModule"], run.Work, run.Output);
    }

    [TestMethod]
    [DataRow("count: 3", "has flag: True", "names: a b", "--count=3", "--flag", "--name=a", "--name=b")]
    [DataRow("count: 3", "has flag: False", "names: a b", "--count", "3", "--name", "a", "--name", "b")]
    [DataRow("count: 1", "has flag: False", "names: nobody")]
    public async Task Run_OtherOptions_AreArguments(string count, string flag, string names, params string[] arguments)
    {
        var run = await RunAsync(["--target=Asked", .. arguments]);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual([count, flag, names], run.Work.Take(3), run.Output);
    }

    [TestMethod]
    public async Task Run_SettingsFromCode_AreInTheConfiguration()
    {
        var run = await RunAsync("--target=Asked");

        Assert.Contains("setting: from code", run.Work, run.Output);
        Assert.Contains("tools: sample-tools", run.Work, run.Output);
    }

    [TestMethod]
    public async Task Run_SettingOnTheCommandLine_WinsOverCode()
    {
        var run = await RunAsync("--target=Asked", "--Sample_Setting=from outside");

        Assert.Contains("setting: from outside", run.Work, run.Output);
    }

    [TestMethod]
    public async Task Run_BareWord_IsRefused()
    {
        var run = await RunAsync("First");

        Assert.AreEqual(ExitCode(-1), run.ExitCode, run.Output);
        Assert.Contains("First", run.Output);
        Assert.IsEmpty(run.Journal);
    }

    private static int ExitCode(int code) => OperatingSystem.IsWindows() ? code : code & 0xff;

    private Task<SampleHost> RunAsync(params string[] arguments) => SampleHost.RunAsync(TestContext.CancellationToken, arguments);
}
