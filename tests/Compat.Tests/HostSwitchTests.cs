namespace Compat.Tests;

/// <summary>The switches that show something instead of running it, or change where and how it runs.</summary>
[TestClass]
public sealed class HostSwitchTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task DryRun_Target_ShowsTheOrderAndCallsNothingButLifetimes()
    {
        var run = await RunAsync("--dryrun");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["context constructed", "installed hammer", "setup for Default", "teardown, successful: True"], run.Journal);
        Assert.MatchesRegex(@"1\. First\s+2\. Second\s+3\. Default", run.Output);
    }

    [TestMethod]
    public async Task Tree_Always_ShowsDependenciesAndCallsNothing()
    {
        var run = await RunAsync("--tree");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(["context constructed", "installed hammer"], run.Journal);
        Assert.MatchesRegex(@"AfterFailing\r?\n└─Failing", run.Output);
    }

    [TestMethod]
    public async Task Description_Always_ShowsEachTasks()
    {
        var run = await RunAsync("--description");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.MatchesRegex(@"First +The first of two\.", run.Output);
        Assert.Contains("ahead-of-others", run.Output);
    }

    [TestMethod]
    [DataRow("--version")]
    [DataRow("--info")]
    public async Task Switch_AboutCake_ConstructsNothing(string option)
    {
        var run = await RunAsync(option);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreNotEqual(string.Empty, run.Output);
        Assert.IsEmpty(run.Journal);
    }

    [TestMethod]
    [DataRow("--help")]
    [DataRow("-h")]
    public async Task Help_Always_NamesTheSwitches(string option)
    {
        var run = await RunAsync(option);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.IsEmpty(run.Journal);
        string[] switches = ["-t, --target", "-w, --working", "-v, --verbosity", "-e, --exclusive", "--description", "--tree", "--dryrun", "--version", "--info"];
        foreach (var name in switches)
        {
            Assert.Contains(name, run.Output);
        }
    }

    [TestMethod]
    public async Task Working_Directory_IsEnteredAndWinsOverTheHosts()
    {
        var directory = Directory.CreateTempSubdirectory("working ");
        try
        {
            var run = await RunAsync("--target=Asked", "--in-temp", "--working", directory.FullName);

            Assert.Contains($"directory: {directory.FullName.Replace('\\', '/')}", run.Work, run.Output);
        }
        finally
        {
            directory.Delete();
        }
    }

    [TestMethod]
    public async Task Working_ByTheHost_IsEntered()
    {
        var run = await RunAsync("--target=Asked", "--in-temp");

        Assert.Contains($"directory: {Path.GetTempPath().Replace('\\', '/').TrimEnd('/')}", run.Work, run.Output);
    }

    [TestMethod]
    public async Task Working_MissingDirectory_FailsAndNamesIt()
    {
        var run = await RunAsync("--working=no/such/directory");

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.MatchesRegex("Error: The working directory '.*no/such/directory' does not exist.", run.Output);
    }

    [TestMethod]
    [DataRow("quiet", false)]
    [DataRow("normal", true)]
    public async Task Verbosity_Level_SaysWhatItShould(string level, bool said)
    {
        var run = await RunAsync("--target=Asked", $"--verbosity={level}");

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreEqual(said, run.Output.Contains("said at normal verbosity", StringComparison.Ordinal), run.Output);
    }

    private Task<SampleHost> RunAsync(params string[] arguments) => SampleHost.RunAsync(TestContext.CancellationToken, arguments);
}
