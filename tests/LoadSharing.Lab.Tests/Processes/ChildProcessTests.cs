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
    public async Task Start_SpecialCharacters_ArePassedUnchanged(string argument)
    {
        var script = await Script.WriteAsync(Path.Combine(Keep(new Scratch()).Path, "print arguments"), "printf '%s\\0' \"$#\" \"$@\"", Token);

        await using var process = Start(script, argument, "last");

        Assert.AreEqual(0, (await ExitAsync(process)).Code);
        Expect.Sequence((await File.ReadAllTextAsync(_log, Token)).Split('\0'), "2", argument, "last", "");
    }

    [TestMethod]
    public async Task Start_EnvironmentAndDirectory_ApplyToTheProcess()
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
    [OSCondition(OperatingSystems.Linux)]
    public async Task Start_TimerSlack_IsThatOfTheProgramAndItsChildren()
    {
        var command = new ProcessCommand("/bin/sh", ["-c", "cat /proc/self/timerslack_ns"]) { TimerSlack = TimeSpan.FromMilliseconds(7) };

        await using var process = ChildProcess.Start(command, _log, Timeouts);

        await ExitAsync(process);
        Expect.Sequence(LogTail.LastLines(_log), "7000000");
    }

    [TestMethod]
    public async Task Start_BothStreams_AreLoggedInOrder()
    {
        await using var process = Shell("echo one; echo two >&2; echo three");

        await ExitAsync(process);

        Expect.Sequence(LogTail.LastLines(_log), "one", "two", "three");
    }

    [TestMethod]
    public async Task Start_ExistingLog_IsAppendedTo()
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
    public async Task Start_TenMegabytesOfOutput_AreLogged()
    {
        await using var process = Shell("head -c 10485760 /dev/zero | tr '\\0' x; echo; echo done");

        Assert.AreEqual(0, (await ExitAsync(process)).Code);

        Assert.AreEqual(10485760 + "\ndone\n".Length, new FileInfo(_log).Length);
        Assert.AreEqual("done", LogTail.LastLines(_log, 1)[0]);
    }

    [TestMethod]
    public async Task Start_Input_IsEmpty()
    {
        await using var process = Shell("cat; echo no input");

        Assert.AreEqual(0, (await ExitAsync(process)).Code);
        Expect.Sequence(LogTail.LastLines(_log), "no input");
    }

    [TestMethod]
    public async Task Start_MissingProgram_ExitsWith127AndItsName()
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
    public async Task Exited_EachEnd_IsExitCodeOrSignal(string script, string expected)
    {
        await using var process = Shell(script);

        Assert.AreEqual(expected, (await ExitAsync(process)).ToString());
    }

    [TestMethod]
    public async Task Signal_InterruptOrHangup_IsIgnored()
    {
        await using var process = Shell("echo started; exec sleep 1000");
        await Eventually.LogHasAsync(_log, "started", Token);

        Signals.Send(process.Identity, Signals.Interrupt);
        Signals.Send(process.Identity, Signals.Hangup);
        Signals.Send(process.Identity, Signals.Terminate);

        Assert.AreEqual("signal SIGTERM (15)", (await ExitAsync(process)).ToString(), "Expected the process to exit by SIGTERM only");
    }

    [TestMethod]
    public async Task IsAlive_AfterStop_IsFalse()
    {
        await using var process = Shell("echo started; exec sleep 1000");
        await Eventually.LogHasAsync(_log, "started", Token);

        Assert.IsTrue(process.Identity.IsAlive);
        Assert.AreEqual(process.Identity, ProcessIdentity.Of(process.Identity.Id));
        await process.StopAsync();
        Assert.IsFalse(process.Identity.IsAlive);
    }

    [TestMethod]
    public void IsAlive_RecycledProcessId_IsFalse() => Assert.IsFalse((ProcessIdentity.Current with { Started = "1@another boot" }).IsAlive);

    [TestMethod]
    public void ToString_Command_IsQuotedForAShell() => Assert.AreEqual(
        "pio run -e native_openevse 'a b' 'it'\\''s' ''",
        new ProcessCommand("pio", ["run", "-e", "native_openevse", "a b", "it's", ""]).ToString());

    private ChildProcess Shell(string script) => Start("/bin/sh", "-c", script);

    private ChildProcess Start(string program, params IReadOnlyList<string> arguments) =>
        ChildProcess.Start(new ProcessCommand(program, arguments), _log, Timeouts);

    private Task<ExitStatus> ExitAsync(ChildProcess process) => process.Exited.WaitAsync(Eventually.Timeout, Token);
}
