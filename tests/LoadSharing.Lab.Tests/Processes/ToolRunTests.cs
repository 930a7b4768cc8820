namespace LoadSharing.Lab.Tests.Processes;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ToolRunTests : LabTest
{
    [TestMethod]
    [DataRow("INT")]
    [DataRow("HUP")]
    public async Task Try_SignalOfTheTerminal_RunsItAgain(string signal)
    {
        var mark = Keep(new Scratch()).Combine("mark");

        Assert.IsNull(await ToolRun.TryAsync(new ProcessCommand("sh", ["-c", $"test -e {mark} && exit 0; touch {mark}; kill -{signal} $$"])));
    }

    [TestMethod]
    [DataRow("echo it broke >&2; exit 3", "it broke")]
    [DataRow("exit 3", "exit code 3")]
    [DataRow("kill -KILL $$", "signal SIGKILL (9)")]
    public async Task Try_OtherFailure_ReturnsErrorOrExitStatus(string script, string expected) =>
        Assert.AreEqual(expected, await ToolRun.TryAsync(new ProcessCommand("sh", ["-c", script])));
}
