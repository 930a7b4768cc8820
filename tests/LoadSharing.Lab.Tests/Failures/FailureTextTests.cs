using LoadSharing.Lab.Components;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Failures;

[TestClass]
public sealed class FailureTextTests : LabTest
{
    private string _log = "";

    [TestInitialize]
    public void MakeLog() => _log = Keep(new Scratch()).Combine("station-3.firmware.log");

    [TestMethod]
    public void Ended_WithLog_SaysStationPartHowWhenLastLinesAndLog()
    {
        File.WriteAllText(_log, "one\ntwo\n");

        var failure = FailureText.Ended("station-3", ComponentKind.Firmware, "signal SIGSEGV (11)", TimeSpan.FromMilliseconds(1234), _log);

        Assert.AreEqual(
            $"""
            station-3: the firmware ended by itself with signal SIGSEGV (11), 1.2 s after its start.
            Its last lines:
              | one
              | two
            Log: {_log}
            """,
            failure.Message);
        Assert.AreEqual(new ComponentFailure("station-3", ComponentKind.Firmware, "signal SIGSEGV (11)", 1.23, _log, failure.LastLines, failure.Message), failure);
        Expect.Sequence(failure.LastLines, "one", "two");
    }

    [TestMethod]
    public void EndedBeforeReady_WithoutOutput_SaysWhatWasWaitedForAndThatItPrintedNothing()
    {
        var failure = FailureText.EndedBeforeReady(
            "station-0", ComponentKind.Emulator, "exit code 3", TimeSpan.FromSeconds(0.04), _log, "GET http://127.0.0.1:8080/api/status answers 200");

        Assert.AreEqual(
            $"""
            station-0: the emulator ended with exit code 3, 0.0 s after its start, while the lab waited for: GET http://127.0.0.1:8080/api/status answers 200.
            It printed nothing.
            Log: {_log}
            """,
            failure.Message);
        Assert.AreEqual("exit code 3", failure.ExitStatus);
    }

    [TestMethod]
    public void NotReady_WithLog_SaysWhatWasWaitedForAndSeenLast()
    {
        File.WriteAllText(_log, "Listening on the wrong port\r\n");

        var failure = FailureText.NotReady(
            "station-12", ComponentKind.Bridge, TimeSpan.FromSeconds(10), _log, "/tmp/rapi_pty_12 is there", "it is not");

        Assert.AreEqual(
            $"""
            station-12: the bridge was not ready 10.0 s after its start. Waited for: /tmp/rapi_pty_12 is there. Last seen: it is not.
            Its last lines:
              | Listening on the wrong port
            Log: {_log}
            """,
            failure.Message);
        Assert.AreEqual("not ready", failure.ExitStatus);
    }

    [TestMethod]
    public void Ended_LongLog_ShowsItsLast20Lines()
    {
        File.WriteAllLines(_log, Enumerable.Range(1, 50_000).Select(number => $"line {number}"));

        var failure = FailureText.Ended("station-0", ComponentKind.Firmware, "exit code 1", TimeSpan.Zero, _log);

        CollectionAssert.AreEqual(Enumerable.Range(49_981, 20).Select(number => $"line {number}").ToArray(), failure.LastLines.ToArray());
        Assert.HasCount(23, failure.Message.Split('\n'));
    }

    [TestMethod]
    public void Ended_LogWithoutText_PrintedNothing()
    {
        File.WriteAllText(_log, "\n\n");

        var failure = FailureText.Ended("station-0", ComponentKind.Firmware, "exit code 1", TimeSpan.Zero, _log);

        Assert.Contains("\nIt printed nothing.\n", failure.Message);
    }
}
