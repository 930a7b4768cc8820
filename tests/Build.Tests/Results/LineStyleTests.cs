using Spectre.Console;

namespace Build.Tests.Results;

[TestClass]
public sealed class LineStyleTests
{
    [TestMethod]
    [DataRow("FAILED  AddPeer_UnknownHost_IsListed", "red")]
    [DataRow("failed  AddPeer_UnknownHost_IsListed  0.3 s", "red")]
    [DataRow("SKIPPED 2 tests: A, B", "yellow")]
    [DataRow("      ! online   true   expected: false", "yellow")]
    [DataRow("       0.05 s  first   POST /loadsharing/discover → 200", "grey")]
    [DataRow("passed  AddPeer_UnknownHost_IsListed  0.3 s", "default")]
    public void Of_Line_IsItsColour(string line, string colour) => Assert.AreEqual(colour, LineStyle.Of(line).ToString());

    [TestMethod]
    [DataRow(AnsiSupport.No, ColorSystemSupport.Standard)]
    [DataRow(AnsiSupport.Yes, ColorSystemSupport.NoColors)]
    public void Print_NoTerminalOrNoColours_ChangesNothing(AnsiSupport ansi, ColorSystemSupport colours)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = ansi, ColorSystem = colours, Out = new AnsiConsoleOutput(output) });

        LineStyle.Print(console, "FAILED  a line that is longer than the eighty characters at which Spectre.Console would break it in two\nend");

        Assert.AreEqual("FAILED  a line that is longer than the eighty characters at which Spectre.Console would break it in two\nend\n", output.ToString());
    }

    [TestMethod]
    public void Print_Terminal_ColoursTheLine()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(output) });

        LineStyle.Print(console, "FAILED  X\nend");

        Assert.AreEqual("\e[31mFAILED  X\e[0m\nend\n", output.ToString());
    }
}
