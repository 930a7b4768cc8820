namespace Compat.Tests;

/// <summary>The order and the outcome of tasks, and their arguments.</summary>
[TestClass]
public sealed class HostTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Run_NoTarget_RunsDefaultAfterItsDependencies()
    {
        var run = await RunAsync();

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(
            [
                "context constructed", "installed hammer", "setup for Default",
                "before First", "task: first", "after First, skipped: False",
                "before Second", "task: second", "after Second, skipped: False",
                "before Default", "after Default, skipped: False",
                "teardown, successful: True",
            ],
            run.Events);
    }

    [TestMethod]
    [DataRow("--target=second", DisplayName = "Other case")]
    [DataRow("-t", "Second", DisplayName = "Short option")]
    public async Task Run_Target_RunsIt(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["first", "second"], run.TaskEvents);
    }

    [TestMethod]
    public async Task Run_SeveralTargets_RunsCommonDependencyOnce()
    {
        var run = await RunAsync("--target=First", "--target=Second");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["first", "second"], run.TaskEvents);
    }

    [TestMethod]
    public async Task Run_Exclusive_RunsTheTargetAlone()
    {
        var run = await RunAsync("--target=Second", "--exclusive");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["second"], run.TaskEvents);
    }

    [TestMethod]
    public async Task Run_TargetWithDependee_RunsDependeeFirst()
    {
        var run = await RunAsync("--target=WithDependee");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["dependee"], run.TaskEvents);
    }

    [TestMethod]
    [DataRow("nowhere")]
    [DataRow("Internal", DisplayName = "Internal class")]
    public async Task Run_UnknownTarget_Fails(string target)
    {
        var run = await RunAsync($"--target={target}");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains($"Error: The target '{target}' was not found.", run.Output);
        Assert.IsEmpty(run.TaskEvents);
    }

    [TestMethod]
    public async Task Run_TaskFails_RunsFinallyThenTeardown()
    {
        var run = await RunAsync("--target=AfterFailing");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains("Error: it broke", run.Output);
        Assert.AreSequenceEqual(
            ["setup for AfterFailing", "before Failing", "task: finally", "after Failing, skipped: False", "teardown, successful: False"],
            run.Events.Skip(2));
    }

    [TestMethod]
    public async Task Run_OnErrorReturns_ExitsWithZero()
    {
        var run = await RunAsync("--target=HandlesError");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["error: handled"], run.TaskEvents);
    }

    [TestMethod]
    public async Task Run_OnErrorThrows_FailsWithItsException()
    {
        var run = await RunAsync("--target=ReplacesError");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains("Error: outer", run.Output);
    }

    [TestMethod]
    public async Task Run_ContinueOnErrorTaskFails_ExitsWithZero()
    {
        var run = await RunAsync("--target=ContinuesOnError");

        Assert.AreEqual(0, run.ExitCode, run.Output);
    }

    [TestMethod]
    public async Task Run_DependencyShouldNotRun_IsSkippedWithMessage()
    {
        var run = await RunAsync("--target=AfterSkipped");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["after skipped"], run.TaskEvents);
        Assert.Contains("not today", run.Output);
    }

    [TestMethod]
    public async Task Run_TargetShouldNotRun_FailsWithMessage()
    {
        var run = await RunAsync("--target=Skipped");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains("Error: Could not reach target 'Skipped' since it was skipped due to a criteria: not today.", run.Output);
        Assert.IsEmpty(run.TaskEvents);
    }

    [TestMethod]
    public async Task Run_SeparateLifetimeClasses_CallsEach()
    {
        var run = await RunAsync("--target=First", "--separate-lifetimes");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["separate setup", "separate before", "task: first", "separate after", "separate teardown"], run.Events.Skip(2));
    }

    [TestMethod]
    public async Task Run_TaskWithConstructor_ReceivesServices()
    {
        var run = await RunAsync("--target=Constructed");

        Assert.AreSequenceEqual(["hello, FromModule"], run.TaskEvents, run.Output);
    }

    [TestMethod]
    [DataRow("count: 3", "has flag: True", "names: a b", "--count=3", "--flag", "--name=a", "--name=b")]
    [DataRow("count: 3", "has flag: False", "names: a b", "--count", "3", "--name", "a", "--name", "b")]
    [DataRow("count: 1", "has flag: False", "names: none")]
    public async Task Run_OtherOptions_BecomeArguments(string count, string flag, string names, params string[] arguments)
    {
        var run = await RunAsync(["--target=ReportsArguments", .. arguments]);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual([count, flag, names], run.TaskEvents.Take(3), run.Output);
    }

    [TestMethod]
    public async Task Run_SettingsFromCode_AreInTheConfiguration()
    {
        var run = await RunAsync("--target=ReportsArguments");

        Assert.Contains("setting: from code", run.TaskEvents, run.Output);
        Assert.Contains("tools: sample-tools", run.TaskEvents, run.Output);
    }

    [TestMethod]
    public async Task Run_SettingOnCommandLine_OverridesCode()
    {
        var run = await RunAsync("--target=ReportsArguments", "--Sample_Setting=from outside");

        Assert.Contains("setting: from outside", run.TaskEvents, run.Output);
    }

    [TestMethod]
    public async Task Run_ArgumentWithoutOption_Fails()
    {
        var run = await RunAsync("First");

        Assert.AreEqual(ExitCode(-1), run.ExitCode, run.Output);
        Assert.Contains("First", run.Output);
        Assert.IsEmpty(run.Events);
    }

    private static int ExitCode(int code) => OperatingSystem.IsWindows() ? code : code & 0xff;

    private Task<SampleRun> RunAsync(params string[] arguments) => SampleRun.StartAsync(TestContext.CancellationToken, arguments);
}
