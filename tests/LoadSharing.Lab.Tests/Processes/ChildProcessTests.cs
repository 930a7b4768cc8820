using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Processes;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ChildProcessTests : LabTest
{
    private static readonly LabTimeouts Timeouts = new(TimeoutFactors.Generous);

    private string _log = "";

    [TestInitialize]
    public void MakeLog() => _log = Keep(new Scratch()).Combine("logs of 'a' $HOME", "child.log");

    [TestMethod]
    [DataRow("plain")]
    [DataRow("")]
    [DataRow("two words  and  more")]
    [DataRow("single ' and double \" quotes")]
    [DataRow("line\nbreak\ttab")]
    [DataRow("$HOME `id` $(id) ; & | > < * ? ~ !")]
    [DataRow("back\\slash \\n %s %")]
    [DataRow("Ladestation Süd – 電気自動車 🚗")]
    [DataRow("-n")]
    [DataRow("--set-config")]
    public async Task Start_Arguments_ArriveAsGiven(string argument)
    {
        var script = await Script.WriteAsync(Path.Combine(Keep(new Scratch()).Path, "print arguments"), "printf '%s\\0' \"$#\" \"$@\"", Token);

        await using var process = Start(script, argument, "last");

        Assert.AreEqual(0, (await ExitAsync(process)).Code);
        Expect.Sequence((await File.ReadAllTextAsync(_log, Token)).Split('\0'), "2", argument, "last", "");
    }

    [TestMethod]
    public async Task Start_EnvironmentAndDirectory_ArriveAsGiven()
    {
        var scratch = Keep(new Scratch());
        var command = new ProcessCommand("/bin/sh", ["-c", "printf '%s|%s|%s' \"$GIVEN\" \"${HOME-none}\" \"$PWD\""])
        {
            Environment = new Dictionary<string, string?> { ["GIVEN"] = "a b'c\n$d", ["HOME"] = null },
            WorkingDirectory = scratch.Path,
        };

        await using var process = ChildProcess.Start(command, _log, Timeouts);

        Assert.AreEqual(0, (await ExitAsync(process)).Code);
        Assert.AreEqual($"a b'c\n$d|none|{scratch.Path}", await File.ReadAllTextAsync(_log, Token));
    }

    [TestMethod]
    public async Task Start_BothStreams_AreInTheLogInTheirOrder()
    {
        await using var process = Shell("echo one; echo two >&2; echo three");

        await ExitAsync(process);

        Expect.Sequence(LogTail.LastLines(_log), "one", "two", "three");
    }

    [TestMethod]
    public async Task Start_Again_GoesOnInTheLog()
    {
        await using (var first = Shell("echo first"))
        {
            await ExitAsync(first);
        }

        await using var second = Shell("echo second");

        await ExitAsync(second);
        Expect.Sequence(LogTail.LastLines(_log), "first", "second");
    }

    [TestMethod]
    public async Task Start_TenMegabytesOfOutput_DoNotBlock()
    {
        await using var process = Shell("head -c 10485760 /dev/zero | tr '\\0' x; echo; echo done");

        Assert.AreEqual(0, (await ExitAsync(process)).Code);

        Assert.AreEqual(10485760 + "\ndone\n".Length, new FileInfo(_log).Length);
        Assert.AreEqual("done", LogTail.LastLines(_log, 1)[0]);
    }

    [TestMethod]
    public async Task Start_Input_IsAtItsEnd()
    {
        await using var process = Shell("cat; echo no input");

        Assert.AreEqual(0, (await ExitAsync(process)).Code);
        Expect.Sequence(LogTail.LastLines(_log), "no input");
    }

    [TestMethod]
    public async Task Start_OfAMissingProgram_EndsWith127AndSaysSo()
    {
        await using var process = Start("/nowhere/program");

        Assert.AreEqual(127, (await ExitAsync(process)).Code);
        Assert.Contains("/nowhere/program", LogTail.LastLines(_log)[0]);
    }

    [TestMethod]
    [DataRow("exit 0", "exit code 0")]
    [DataRow("exit 7", "exit code 7")]
    [DataRow("kill -SEGV $$", "signal SIGSEGV (11)")]
    [DataRow("kill -KILL $$", "signal SIGKILL (9)")]
    public async Task Exited_HoweverItEnded_SaysHow(string script, string how)
    {
        await using var process = Shell(script);

        Assert.AreEqual(how, (await ExitAsync(process)).ToString());
    }

    [TestMethod]
    public async Task CtrlCOfATerminal_OnAProcessOfTheLab_DoesNothing()
    {
        await using var process = Shell("echo started; exec sleep 1000");
        await Eventually.LogHasAsync(_log, "started", Token);

        Signals.Send(process.Identity, Signals.Interrupt);
        Signals.Send(process.Identity, Signals.Hangup);
        Signals.Send(process.Identity, Signals.Terminate);

        Assert.AreEqual("signal SIGTERM (15)", (await ExitAsync(process)).ToString(), "It was not SIGTERM that ended it");
    }

    [TestMethod]
    public async Task Identity_OfAProcess_IsAliveUntilItHasEnded()
    {
        await using var process = Shell("echo started; exec sleep 1000");
        await Eventually.LogHasAsync(_log, "started", Token);

        Assert.IsTrue(process.Identity.IsAlive);
        Assert.AreEqual(process.Identity, ProcessIdentity.Of(process.Identity.Id));
        Assert.IsFalse((process.Identity with { Started = "1@another boot" }).IsAlive, "A recycled id counts as the process");
        await process.StopAsync();
        Assert.IsFalse(process.Identity.IsAlive);
    }

    [TestMethod]
    public void ToString_OfACommand_CanBeTypedIntoAShell() => Assert.AreEqual(
        "pio run -e native_openevse 'a b' 'it'\\''s' ''",
        new ProcessCommand("pio", ["run", "-e", "native_openevse", "a b", "it's", ""]).ToString());

    private ChildProcess Shell(string script) => Start("/bin/sh", "-c", script);

    private ChildProcess Start(string program, params IReadOnlyList<string> arguments) =>
        ChildProcess.Start(new ProcessCommand(program, arguments), _log, Timeouts);

    private Task<ExitStatus> ExitAsync(ChildProcess process) => process.Exited.WaitAsync(Eventually.Timeout, Token);
}
