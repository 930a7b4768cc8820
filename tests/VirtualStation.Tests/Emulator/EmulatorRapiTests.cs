using VirtualStation.Rapi;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Emulator;

/// <summary>The emulator's serial port over TCP.</summary>
[TestClass]
public sealed class EmulatorRapiTests : StationTest
{
    [TestMethod]
    public async Task Command_TableOfTheFacts_EachAnsweredAsThere()
    {
        (string Command, string Answer)[] table =
        [
            ("$GV", "$OK 8.2.1 5.0.1"),
            ("$GS", "$OK 01 0 01 0000"),
            ("$GG", "$OK 0 240000 1 0"),
            ("$GU", "$OK 0 0"),
            ("$GC", "$OK 6 80 32 32"),
            ("$GE", "$OK 32 0"),
            ("$GF", "$OK 0 0 0"),
            ("$GA", "$OK 1.0 0"),
            ("$GI", "$OK OpenEVSE03AB12CD"),
            ("$GT", "$OK 0"),
            ("$GH", "$OK 0"),
            ("$SC 16", "$OK"),
            ("$GE", "$OK 16 0"),
            ("$SC 5", "$NK"),
            ("$SC 81", "$NK"),
            ("$SC x", "$NK"),
            ("$SC", "$NK"),
            ("$SL 1", "$OK"),
            ("$GG", "$OK 0 120000 1 0"),
            ("$SL A", "$OK"),
            ("$SL 2", "$OK"),
            ("$SL 3", "$NK"),
            ("$SY 5 6", "$OK 5 6 0"),
            ("$SY", "$OK 5 6 0"),
            ("$SY 165", "$OK"),
            ("$ST 0 0 0 0", "$OK"),
            ("$SH 5", "$OK"),
            ("$F0", "$OK"),
            ("$F1", "$OK"),
            ("$FB 7", "$OK"),
            ("$FB 8", "$NK"),
            ("$FP 0 1 hello", "$OK"),
            ("$FP 16 0 hello", "$NK"),
            ("$FD", "$OK"),
            ("$GS", "$OK FD 0 01 0000"),
            ("$FE", "$OK"),
            ("$FS", "$OK"),
            ("$FR", "$OK"),
            ("$gv", "$OK 8.2.1 5.0.1"),
            ("$ZZ", "$NK"),
            ("$", "$NK"),
            ("hello", "$NK"),
            ("$SE 1", "$OK"),
            ("$SE 0", "$SE$0\r$OK"),
        ];
        var emulator = await StartEmulatorAsync();
        using var rapi = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        foreach (var (command, expected) in table)
        {
            var lines = expected.Split('\r');
            var answer = await rapi.AskAsync(command, Token);
            if (lines.Length == 2)
            {
                Assert.AreEqual(RapiChecksum.Append(lines[0]), answer, "the echo comes first");
                answer = await rapi.ReadAsync(Token);
            }

            Assert.AreEqual(RapiChecksum.Append(lines[^1]), answer, command);
        }

        // 25 °C at boot, cooling towards 20.
        Assert.MatchesRegex(@"^\$OK 2\d\d 2\d\d 0 0\^[0-9A-F]{2}$", await rapi.AskAsync("$GP", Token));
    }

    [TestMethod]
    public async Task Checksum_OptionalAndLenient_AnswersCarryTheRightOne()
    {
        var emulator = await StartEmulatorAsync();
        using var rapi = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        Assert.AreEqual("$NK^21", await rapi.AskAsync("$XX", Token), "the checksum of the facts");
        Assert.StartsWith("$OK 8.2.1 5.0.1^", await rapi.AskAsync("$GV^35", Token), "right checksum");
        Assert.StartsWith("$OK 8.2.1 5.0.1^", await rapi.AskAsync("$GV^00", Token), "wrong checksum");
        await Wait.UntilAsync("the wrong one is warned of", () => emulator.Process.Output.Contains("Checksum mismatch for command: $GV^00", StringComparison.Ordinal) ? null : "no warning", Token);
        Assert.DoesNotContain("mismatch for command: $GV^35", emulator.Process.Output);
    }

    [TestMethod]
    [DataRow("\r")]
    [DataRow("\n")]
    [DataRow("\r\n")]
    public async Task LineEnd_AnyOfThem_OneAnswerEach(string end)
    {
        var emulator = await StartEmulatorAsync();
        using var rapi = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        await rapi.SendAsync($"$GV{end}$GT{end}", Token);
        Assert.StartsWith("$OK 8.2.1", await rapi.ReadAsync(Token));
        Assert.StartsWith("$OK 0^", await rapi.ReadAsync(Token));
        Assert.StartsWith("$OK OpenEVSE", await rapi.AskAsync("$GI", Token), "nothing was answered twice");
    }

    [TestMethod]
    public async Task SecondClient_WhileTheFirstIsThere_SilentAndThenServed()
    {
        var emulator = await StartEmulatorAsync("--serial-reconnect-backoff", "10");
        var first = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        Assert.StartsWith("$OK", await first.AskAsync("$GV", Token));

        using var second = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        await second.SendAsync("$GI\r", Token);
        Assert.StartsWith("$OK", await first.AskAsync("$GV", Token));
        Assert.IsFalse(second.HasInput, "a second client must get silence");

        first.Dispose();
        Assert.StartsWith("$OK OpenEVSE03AB12CD^", await second.ReadAsync(Token));
    }

    [TestMethod]
    public async Task Notice_OnChangeOfPilot_ComesUnasked()
    {
        var emulator = await StartEmulatorAsync();
        using var rapi = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        Assert.StartsWith("$OK 01", await rapi.AskAsync("$GS", Token));
        await emulator.Http.PostAsync("/api/ev/connect", null, Token);
        Assert.AreEqual(RapiChecksum.Append("$AT 02 02 32 0100"), await rapi.ReadAsync(Token));
        await emulator.Http.PostAsync("/api/ev/request_charge", null, Token);
        Assert.AreEqual(RapiChecksum.Append("$AT 03 03 32 0140"), await rapi.ReadAsync(Token));
        await emulator.Http.PostAsync("/api/errors/trigger", """{"error":"gfci"}""", Token);
        Assert.AreEqual(RapiChecksum.Append("$AT FE 03 32 0141"), await rapi.ReadAsync(Token));
    }

    [TestMethod]
    public async Task Log_EachCommand_OneLine()
    {
        var emulator = await StartEmulatorAsync();
        using var rapi = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        await rapi.AskAsync("$GV", Token);
        await Wait.UntilAsync("the command is logged", () => emulator.Process.Output.Contains("RAPI: $GV -> $OK 8.2.1 5.0.1^", StringComparison.Ordinal) ? null : emulator.Process.Output, Token);
    }
}
