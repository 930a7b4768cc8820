using Build.Prerequisites;

namespace Build.Tests.Prerequisites;

/// <summary>Single checks: pseudo-terminals, directories, the program of <c>--emulator=COMMAND</c>.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class PrerequisiteCheckTests : ProcessTest
{
    private Scratch _scratch = null!;

    [TestInitialize]
    public void CreateDirectory() => _scratch = Keep(new Scratch());

    [TestMethod]
    public void PseudoTerminal_Available_IsMet() =>
        Assert.AreEqual(Finding.Met("/dev/ptmx"), FileChecks.PseudoTerminal(FileChecks.PtyMultiplexer));

    [TestMethod]
    [DataRow("")]
    [DataRow("missing-device")]
    public void PseudoTerminal_NotAvailable_NamesTheDevice(string name)
    {
        var device = _scratch.Combine(name);

        var finding = FileChecks.PseudoTerminal(device);

        Assert.IsFalse(finding.IsMet, finding.Detail);
        Assert.Contains(device, finding.Detail);
    }

    [TestMethod]
    public void Directory_Writable_IsMet()
    {
        Assert.AreEqual(Finding.Met(_scratch.Path), FileChecks.WritableDirectory(() => _scratch.Path));

        Assert.IsEmpty(Directory.GetFileSystemEntries(_scratch.Path), "Expected the probe to be deleted");
    }

    [TestMethod]
    public void Directory_NotWritable_NamesIt()
    {
        var finding = FileChecks.WritableDirectory(() => _scratch.Combine("missing"));

        Assert.IsFalse(finding.IsMet, finding.Detail);
        Assert.Contains(_scratch.Combine("missing"), finding.Detail);
    }

    [TestMethod]
    public async Task EmulatorProgram_Executable_IsMet()
    {
        var program = await Script.WriteAsync(_scratch.Combine("emulator"), "exit 0", Token);

        Assert.AreEqual(Finding.Met(program), await EmulatorPrerequisites.Program(program).Check(Token));
    }

    [TestMethod]
    public async Task EmulatorProgram_NotOnPath_IsMissing() => Assert.AreEqual(
        Finding.Missing("no-such-emulator not found on PATH"), await EmulatorPrerequisites.Program("no-such-emulator").Check(Token));

    [TestMethod]
    public async Task EmulatorProgram_MissingFile_IsMissing() => Assert.AreEqual(
        Finding.Missing("/no/such emulator not found"), await EmulatorPrerequisites.Program("/no/such emulator").Check(Token));

    [TestMethod]
    public async Task EmulatorProgram_Directory_IsMissing() => Assert.AreEqual(
        Finding.Missing($"{_scratch.Path} not found"), await EmulatorPrerequisites.Program(_scratch.Path).Check(Token));

    [TestMethod]
    public async Task EmulatorProgram_NotExecutable_IsMissing()
    {
        var file = _scratch.Combine("text");
        await File.WriteAllTextAsync(file, "", Token);

        Assert.AreEqual(Finding.Missing($"{file} is not executable"), await EmulatorPrerequisites.Program(file).Check(Token));
    }
}
