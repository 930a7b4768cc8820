using StationTime;
using VirtualStation.Emulator;
using VirtualStation.Rapi;

namespace VirtualStation.Tests.Emulator;

/// <summary>The responses to RAPI commands (docs/firmware-api.md, "Emulator").</summary>
[TestClass]
public sealed class RapiCommandsTests
{
    private readonly RapiCommands _commands = new(new ChargerSimulation(new SimulatedTime(1), TimeSpan.FromSeconds(1)));
    private readonly List<string> _warnings = [];

    [TestMethod]
    public void Execute_SequenceOfCommands_GivesDocumentedResponses()
    {
        (string Command, string Response)[] sequence =
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
        foreach (var (command, response) in sequence)
        {
            Assert.AreEqual(string.Concat(response.Split('\r').Select(line => $"{RapiChecksum.Append(line)}\r")), Execute(command), command);
        }
    }

    [TestMethod]
    public void Execute_GetTemperatures_GivesBootValues() => Assert.StartsWith("$OK 250 250 0 0^", Execute("$GP"));

    [TestMethod]
    [DataRow("$GV", "$OK 8.2.1 5.0.1^")]
    [DataRow("$GV^35", "$OK 8.2.1 5.0.1^")]
    [DataRow("$GV^00", "$OK 8.2.1 5.0.1^")]
    [DataRow("$XX", "$NK^21\r")]
    public void Execute_AnyChecksum_GivesResponseWithChecksum(string command, string expected) => Assert.StartsWith(expected, Execute(command));

    [TestMethod]
    public void Execute_WrongChecksum_Warns()
    {
        Execute("$GV^00");

        Assert.AreEqual("Warning: Checksum mismatch for command: $GV^00", Assert.ContainsSingle(_warnings));
    }

    [TestMethod]
    public void Execute_CorrectChecksum_DoesNotWarn()
    {
        Execute("$GV^35");

        Assert.IsEmpty(_warnings);
    }

    private string Execute(string command) => _commands.Execute(command, _warnings.Add);
}
