using Compat.Tests.Sample;

namespace Compat.Tests;

/// <summary>The command lines and results of the aliases of <see cref="Cake.Docker"/>.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The fake docker is a shell script.")]
public sealed class DockerTests
{
    private static readonly string[] InvalidCalls = ["stop-nothing", "tool-path"];

    // One run calls all valid aliases. Each runs docker once, and logs its name before its result.
    private static Dictionary<string, string[]> _commandLines = [];
    private static Dictionary<string, string[]> _results = [];

    public required TestContext TestContext { get; init; }

    [ClassInitialize]
    public static async Task CallEachAliasAsync(TestContext context)
    {
        using var docker = new FakeDocker();
        string[] aliases = [.. DockerTask.Names.Except(InvalidCalls)];
        var run = await docker.CallAsync(aliases, context.CancellationToken);
        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.HasCount(aliases.Length, docker.Calls, run.Output);
        _commandLines = aliases.Zip(docker.Calls).ToDictionary();
        var events = run.TaskEvents.ToList();
        _results = aliases.ToDictionary(alias => alias, ResultsOf);

        string[] ResultsOf(string alias) =>
            [.. events.Skip(events.IndexOf(alias) + 1).TakeWhile(line => line.StartsWith("returned ", StringComparison.Ordinal))];
    }

    [TestMethod]
    [DataRow("pull", "pull", "image:1")]
    [DataRow("pull-platform", "pull", "--all-tags", "--platform", "linux/amd64", "image")]
    [DataRow("run-without-result", "run", "--detach", "image", "true")]
    [DataRow("cp", "cp", "one:/file", "/a b")]
    [DataRow("cp-settings", "cp", "--follow-link", "one:/file", "file")]
    [DataRow("stop", "stop", "one", "two")]
    [DataRow("stop-time", "stop", "--time", "2", "one")]
    [DataRow("stop-timeout", "stop", "--tool-timeout", "0h1m30s", "one", DisplayName = "An inherited setting becomes an option")]
    [DataRow("rm", "rm", "one")]
    [DataRow("rm-force", "rm", "--force", "--volumes", "one", "two")]
    public void Alias_WithoutResult_RunsTheCommandLine(string alias, params string[] expected) => AssertCall(alias, expected, []);

    [TestMethod]
    [DataRow("run", "run", "image")]
    [DataRow("create", "create", "image")]
    [DataRow("create-settings", "create", "--cap-drop", "ALL", "--label", "session=a", "--name", "one", "--network", "none", "--", "image", "true")]
    [DataRow("run-null", "run", "image", "true")]
    [DataRow("run-command", "run", "--rm", "image", "sh", "-c", "echo a b")]
    [DataRow(
        "run-settings", "run", "--detach", "--env", "SERIAL_MODE=tcp", "--env", "NAME=two words", "--env", "QUOTED=say \"hi\"",
        "--label", "session=a", "--label", "owner=b", "--name", "emulator_0",
        "--publish", "127.0.0.1:8080:8080", "--publish", "8023:8023", "--rm", "--stop-timeout", "3", "--workdir", "/a b", "image")]
    public void DockerRunOrCreate_DockerSucceeds_ReturnsTheFirstLine(string alias, params string[] expected) =>
        AssertCall(alias, expected, ["returned line 1"]);

    [TestMethod]
    [DataRow("ps", "ps", "--all", "--filter", "label=a=b c", "--format", "{{.ID}} {{.Names}}", "--no-trunc")]
    [DataRow("logs", "logs", "one")]
    [DataRow("logs-settings", "logs", "--since", "42m", "--tail", "20", "--timestamps", "one")]
    [DataRow("custom", "inspect", "--format", "{{.State.Status}} {{.Id}}", "one")]
    [DataRow("custom-settings", "info")]
    public void Alias_WithResult_ReturnsAllLines(string alias, params string[] expected) =>
        AssertCall(alias, expected, ["returned line 1", "returned line 2"]);

    [TestMethod]
    [DataRow("pull")]
    [DataRow("run")]
    [DataRow("logs")]
    public async Task Alias_DockerFails_FailsTheRun(string alias)
    {
        using var docker = new FakeDocker();

        var run = await docker.CallAsync([alias], TestContext.CancellationToken, exitCode: 7);

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains("Error: Docker: Process returned an error (exit code 7).", run.Output);
    }

    [TestMethod]
    [DataRow("stop-nothing")]
    [DataRow("tool-path")]
    public async Task Alias_InvalidCall_FailsWithoutRunningDocker(string alias)
    {
        using var docker = new FakeDocker();

        var run = await docker.CallAsync([alias], TestContext.CancellationToken);

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.IsEmpty(docker.Calls, run.Output);
    }

    private static void AssertCall(string alias, string[] commandLine, string[] results)
    {
        Assert.AreSequenceEqual(commandLine, _commandLines[alias]);
        Assert.AreSequenceEqual(results, _results[alias]);
    }
}
