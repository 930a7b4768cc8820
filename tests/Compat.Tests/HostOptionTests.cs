namespace Compat.Tests;

/// <summary>The options of the host.</summary>
[TestClass]
public sealed class HostOptionTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task DryRun_Target_ListsTasksInOrder()
    {
        var run = await RunAsync("--dryrun");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["context constructed", "installed hammer", "setup for Default", "teardown, successful: True"], run.Events);
        Assert.MatchesRegex(@"1\. First\s+2\. Second\s+3\. Default", run.Output);
    }

    [TestMethod]
    public async Task Tree_NoTarget_ShowsDependencies()
    {
        var run = await RunAsync("--tree");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["context constructed", "installed hammer"], run.Events);
        Assert.MatchesRegex(@"AfterFailing\r?\n└─Failing", run.Output);
    }

    [TestMethod]
    public async Task Description_NoTarget_ShowsDescriptions()
    {
        var run = await RunAsync("--description");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.MatchesRegex(@"First +The first of two\.", run.Output);
        Assert.Contains("dependee-task", run.Output);
    }

    [TestMethod]
    [DataRow("--version")]
    [DataRow("--info")]
    public async Task CakeInformation_Option_ConstructsNoContext(string option)
    {
        var run = await RunAsync(option);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreNotEqual(string.Empty, run.Output);
        Assert.IsEmpty(run.Events);
    }

    [TestMethod]
    [DataRow("--help")]
    [DataRow("-h")]
    public async Task Help_Option_ListsOptions(string option)
    {
        var run = await RunAsync(option);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.IsEmpty(run.Events);
        foreach (var name in (string[])[
            "-t, --target", "-w, --working", "-v, --verbosity", "-e, --exclusive", "--description", "--tree", "--dryrun", "--version", "--info"])
        {
            Assert.Contains(name, run.Output);
        }
    }

    [TestMethod]
    public async Task Working_Directory_OverridesTheHost()
    {
        var directory = Directory.CreateTempSubdirectory("working ");
        try
        {
            var run = await RunAsync("--target=ReportsArguments", "--in-temp", "--working", directory.FullName);

            Assert.Contains($"directory: {directory.FullName.Replace('\\', '/')}", run.TaskEvents, run.Output);
        }
        finally
        {
            directory.Delete();
        }
    }

    [TestMethod]
    public async Task Working_SetByTheHost_IsUsed()
    {
        var run = await RunAsync("--target=ReportsArguments", "--in-temp");

        Assert.Contains($"directory: {Path.GetTempPath().Replace('\\', '/').TrimEnd('/')}", run.TaskEvents, run.Output);
    }

    [TestMethod]
    public async Task Working_MissingDirectory_Fails()
    {
        var run = await RunAsync("--working=no/such/directory");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.MatchesRegex("Error: The working directory '.*no/such/directory' does not exist.", run.Output);
    }

    [TestMethod]
    [DataRow("quiet", false)]
    [DataRow("normal", true)]
    public async Task Verbosity_Level_FiltersTheLog(string level, bool expected)
    {
        var run = await RunAsync("--target=ReportsArguments", $"--verbosity={level}");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreEqual(expected, run.Output.Contains("logged at normal verbosity", StringComparison.Ordinal), run.Output);
    }

    private Task<SampleRun> RunAsync(params string[] arguments) => SampleRun.StartAsync(TestContext.CancellationToken, arguments);
}
