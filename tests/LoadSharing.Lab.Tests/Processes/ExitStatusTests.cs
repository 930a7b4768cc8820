namespace LoadSharing.Lab.Tests.Processes;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ExitStatusTests
{
    [TestMethod]
    [DataRow(0, "exit code 0")]
    [DataRow(3, "exit code 3")]
    [DataRow(127, "exit code 127")]
    [DataRow(128, "exit code 128")]
    [DataRow(129, "signal SIGHUP (1)")]
    [DataRow(130, "signal SIGINT (2)")]
    [DataRow(134, "signal SIGABRT (6)")]
    [DataRow(137, "signal SIGKILL (9)")]
    [DataRow(139, "signal SIGSEGV (11)")]
    [DataRow(143, "signal SIGTERM (15)")]
    [DataRow(145, "signal (17)")]
    [DataRow(160, "exit code 160")]
    [DataRow(255, "exit code 255")]
    public void ToString_ExitCode_NamesTheSignal(int code, string expected) => Assert.AreEqual(expected, new ExitStatus(code).ToString());

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void ToString_BusError_NamesTheSignal() => Assert.AreEqual("signal SIGBUS (7)", new ExitStatus(135).ToString());
}
