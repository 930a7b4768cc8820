namespace Compat.Tests;

/// <summary>The command lines and results of the aliases of <see cref="Cake.Docker"/>.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The fake docker is a shell script.")]
public sealed class DockerTests : IDisposable
{
    private readonly FakeDocker _docker = new();

    public required TestContext TestContext { get; init; }

    public void Dispose() => _docker.Dispose();

    [TestMethod]
    [DataRow("pull", "pull", "image:1")]
    [DataRow("pull-platform", "pull", "--all-tags", "--platform", "linux/amd64", "image")]
    [DataRow("run-without-result", "run", "--detach", "image", "true")]
    [DataRow("stop", "stop", "one", "two")]
    [DataRow("stop-time", "stop", "--time", "2", "one")]
    [DataRow("stop-timeout", "stop", "--tool-timeout", "0h1m30s", "one", DisplayName = "An inherited setting becomes an option")]
    [DataRow("rm", "rm", "one")]
    [DataRow("rm-force", "rm", "--force", "--volumes", "one", "two")]
    public async Task Alias_WithoutResult_RunsTheCommandLine(string alias, params string[] expected)
    {
        var run = await CallAsync(alias, expected);

        Assert.IsEmpty(run.TaskEvents, run.Output);
    }

    [TestMethod]
    [DataRow("run", "run", "image")]
    [DataRow("run-null", "run", "image", "true")]
    [DataRow("run-command", "run", "--rm", "image", "sh", "-c", "echo a b")]
    [DataRow(
        "run-settings", "run", "--detach", "--env", "SERIAL_MODE=tcp", "--env", "NAME=two words", "--env", "QUOTED=say \"hi\"",
        "--label", "session=a", "--label", "owner=b", "--name", "emulator_0",
        "--publish", "127.0.0.1:8080:8080", "--publish", "8023:8023", "--rm", "--stop-timeout", "3", "--workdir", "/a b", "image")]
    public async Task DockerRun_DockerSucceeds_ReturnsTheFirstLine(string alias, params string[] expected)
    {
        var run = await CallAsync(alias, expected);

        Assert.AreSequenceEqual(["returned line 1"], run.TaskEvents, run.Output);
    }

    [TestMethod]
    [DataRow("ps", "ps", "--all", "--filter", "label=a=b c", "--format", "{{.ID}} {{.Names}}", "--no-trunc")]
    [DataRow("logs", "logs", "one")]
    [DataRow("logs-settings", "logs", "--since", "42m", "--tail", "20", "--timestamps", "one")]
    [DataRow("custom", "inspect", "--format", "{{.State.Status}} {{.Id}}", "one")]
    [DataRow("custom-settings", "info")]
    public async Task Alias_WithResult_ReturnsAllLines(string alias, params string[] expected)
    {
        var run = await CallAsync(alias, expected);

        Assert.AreSequenceEqual(["returned line 1", "returned line 2"], run.TaskEvents, run.Output);
    }

    [TestMethod]
    [DataRow("pull")]
    [DataRow("run")]
    [DataRow("logs")]
    public async Task Alias_DockerFails_FailsTheRun(string alias)
    {
        var run = await _docker.CallAsync(alias, TestContext.CancellationToken, exitCode: 7);

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.Contains("Error: Docker: Process returned an error (exit code 7).", run.Output);
    }

    [TestMethod]
    [DataRow("stop-nothing")]
    [DataRow("tool-path")]
    public async Task Alias_InvalidCall_FailsWithoutRunningDocker(string alias)
    {
        var run = await _docker.CallAsync(alias, TestContext.CancellationToken);

        Assert.AreEqual(1, run.ExitCode, run.Output);
        Assert.IsFalse(_docker.WasCalled, run.Output);
    }

    private async Task<SampleRun> CallAsync(string alias, string[] expected)
    {
        var run = await _docker.CallAsync(alias, TestContext.CancellationToken);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreSequenceEqual(expected, await _docker.ArgumentsAsync(TestContext.CancellationToken), run.Output);
        return run;
    }
}
