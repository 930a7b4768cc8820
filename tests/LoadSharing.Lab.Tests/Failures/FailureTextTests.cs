namespace LoadSharing.Lab.Tests.Failures;

[TestClass]
public sealed class FailureTextTests : LabTest
{
    private string _log = "";

    [TestInitialize]
    public void MakeLog() => _log = Keep(new Scratch()).Combine("station-3.firmware.log");

    [TestMethod]
    public void Exited_WithLog_HasItsLastLines()
    {
        File.WriteAllText(_log, "one\ntwo\n");

        var failure = FailureText.Exited(Spec("station-3", ComponentKind.Firmware), "signal SIGSEGV (11)", TimeSpan.FromMilliseconds(1234));

        Assert.AreEqual(
            $"""
            station-3: the firmware exited unexpectedly with signal SIGSEGV (11), 1.2 s after its start.
            Last lines of its log:
              | one
              | two
            Log: {_log}
            """,
            failure.Message);
        Assert.AreEqual(
            new ComponentFailure("station-3", ComponentKind.Firmware, "signal SIGSEGV (11)", 1.23, _log, failure.LastLines, failure.Message)
            {
                At = failure.At,
            },
            failure);
        Expect.Sequence(failure.LastLines, "one", "two");
    }

    [TestMethod]
    public void ExitedBeforeReady_EmptyLog_HasTheCondition()
    {
        var failure = FailureText.ExitedBeforeReady(
            Spec("station-0", ComponentKind.Emulator), "exit code 3", TimeSpan.FromSeconds(0.04), "GET http://127.0.0.1:8080/api/status returns 200");

        Assert.AreEqual(
            $"""
            station-0: the emulator exited with exit code 3, 0.0 s after its start, while the lab waited for: GET http://127.0.0.1:8080/api/status returns 200.
            Its log is empty.
            Log: {_log}
            """,
            failure.Message);
        Assert.AreEqual("exit code 3", failure.ExitStatus);
    }

    [TestMethod]
    public void NotReady_WithLog_HasTheLastResult()
    {
        File.WriteAllText(_log, "Listening on the wrong port\r\n");

        var failure = FailureText.NotReady(
            Spec("station-12", ComponentKind.Bridge), TimeSpan.FromSeconds(10), "/tmp/rapi_pty_12 exists", "it does not exist");

        Assert.AreEqual(
            $"""
            station-12: the bridge was not ready 10.0 s after its start. Waited for: /tmp/rapi_pty_12 exists. Last result: it does not exist.
            Last lines of its log:
              | Listening on the wrong port
            Log: {_log}
            """,
            failure.Message);
        Assert.AreEqual("not ready", failure.ExitStatus);
    }

    [TestMethod]
    public void Exited_LongLog_HasItsLast20Lines()
    {
        File.WriteAllLines(_log, Enumerable.Range(1, 50_000).Select(number => $"line {number}"));

        var failure = FailureText.Exited(Spec("station-0", ComponentKind.Firmware), "exit code 1", TimeSpan.Zero);

        CollectionAssert.AreEqual(Enumerable.Range(49_981, 20).Select(number => $"line {number}").ToArray(), failure.LastLines.ToArray());
        Assert.HasCount(23, failure.Message.Split('\n'));
    }

    [TestMethod]
    public void Exited_LogOfEmptyLines_IsCalledEmpty()
    {
        File.WriteAllText(_log, "\n\n");

        var failure = FailureText.Exited(Spec("station-0", ComponentKind.Firmware), "exit code 1", TimeSpan.Zero);

        Assert.Contains("\nIts log is empty.\n", failure.Message);
    }

    private ComponentSpec Spec(string station, ComponentKind kind) => new(kind, station, kind.Name(), _log);
}
