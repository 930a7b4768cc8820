namespace Build.Tests.Attacks;

/// <summary>A firmware whose log and whose bodies have commands for a CI runner, for a terminal and for a Markdown page.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed partial class HostileOutputTests : BuildTest
{
    // ESC [ 2 J clears a terminal, OSC 0 sets its title, 0x9b is the C1 form of ESC [; the fence would end a code block.
    private const string Shell =
        @"printf '::error title=forged::by the log\n##[error]forged\n::stop-commands::x\n\033[2J\033]0;title\007\000\302\233m\n```\n# heading\n<img src=x>\n'";

    private const string Body = "::error::by the body\n\e[2J\e]0;title\a\u009bm\n````\n# heading\n<img src=x> | ::error::in a cell";

    private static readonly string OneTest = SuiteTests.Filter(SuiteTests.FreshStation);

    [TestMethod]
    public async Task Run_CommandsInTheLog_ReachNeitherRunnerNorTerminal()
    {
        var installation = Keep(await Installation.WithVirtualStationAsync(
            $"[ \"$1\" = firmware ] && {{ {Shell}; exit 7; }}\nexec \"$REAL\" \"$@\"", Token));

        IsHarmless(await RunAsync(NewCheckout(installation)), "by the log");
    }

    [TestMethod]
    public async Task Run_CommandsInABody_ReachNeitherRunnerNorTerminal()
    {
        var scratch = Keep(new Scratch());
        var firmware = await HostileFirmware.WriteAsync(scratch, "/loadsharing/peers", Body, 1, firstIsHostile: false, Token);
        var installation = Keep(await Installation.WithVirtualStationAsync(
            $"[ \"$1\" = firmware ] && exec {firmware} \"$@\"\nexec \"$REAL\" \"$@\"", Token));

        IsHarmless(await RunAsync(NewCheckout(installation)), "by the body");
    }

    [TestMethod]
    public async Task Logs_ControlCharacters_AreEscaped()
    {
        var checkout = NewCheckout();
        var logs = Directory.CreateDirectory(Path.Combine(checkout.Results, "logs", "20260101-000000-abcdef")).FullName;
        await File.WriteAllTextAsync(Path.Combine(logs, "station-0.firmware.fleet-1.log"), "\e[2J\a\n", Token);

        var run = await checkout.RunAsync("--target=Logs");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains(@"\u001b[2J\u0007", run.Output);
        Assert.DoesNotContain('\e', run.Output);
    }

    private static async Task<(BuildResult Run, string Summary)> RunAsync(Checkout checkout)
    {
        checkout.Environment["GITHUB_ACTIONS"] = "true";
        checkout.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(checkout.Root, "step-summary.md");
        var run = await checkout.RunAsync("--target=IntegrationTests", OneTest);
        return (run, await File.ReadAllTextAsync(checkout.Environment["GITHUB_STEP_SUMMARY"]!, CancellationToken.None));
    }

    private static void IsHarmless((BuildResult Run, string Summary) result, string evidence)
    {
        var (run, summary) = result;
        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(evidence, run.Output, "Expected the output of the firmware as evidence");
        Assert.Contains(evidence, summary, "Expected the output of the firmware as evidence");
        foreach (var text in (string[])[run.Output, run.Errors, summary])
        {
            Assert.IsEmpty(text.Where(letter => char.IsControl(letter) && letter is not ('\n' or '\t' or '\r')), text);
        }

        Assert.IsEmpty(run.Errors, "Expected one stream, because a runner reads two in any order");
        var executed = Executed(run.Lines).ToList();
        Assert.ContainsSingle(executed, string.Join('\n', executed));
        Assert.StartsWith("::error file=tests/LoadSharing.MSTest/PeerListTests.cs,line=", executed[0]);
        Assert.Contains(",title=PeersInitialState", executed[0]);
        Assert.DoesNotContain("\n# heading", OutsideOfCodeBlocks(summary));
        Assert.DoesNotContain("<img", OutsideOfCodeBlocks(summary));
    }

    // The lines that a runner executes: all that have a command, except between a stop-commands and its token.
    private static IEnumerable<string> Executed(IEnumerable<string> lines)
    {
        string? token = null;
        foreach (var line in lines.Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal)))
        {
            if (token is null && StopCommands().Match(line) is { Success: true } stop)
            {
                token = stop.Groups[1].Value;
            }
            else if (line == $"::{token}::")
            {
                token = null;
            }
            else if (token is null)
            {
                yield return line;
            }
        }
    }

    private static string OutsideOfCodeBlocks(string page) => CodeBlock().Replace(page, "");

    [GeneratedRegex("^::stop-commands::([0-9a-f]{32})$")]
    private static partial Regex StopCommands();

    // CommonMark: a block ends with a line of at least as many backticks as its first line has.
    [GeneratedRegex("^(`{3,})text\n(?s:.*?)^\\1`*$", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
