using Build.Options;
using Build.Tests.Support;

namespace Build.Tests.Tasks;

[TestClass]
public sealed class HelpTests : BuildTest
{
    [TestMethod]
    [DataRow("--target=Help")]
    [DataRow(null)]
    public async Task Help_TargetOrDefault_ListsTargetsAndOptions(string? argument)
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync(argument is null ? [] : [argument]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        foreach (var (name, description) in CommandLineCheck.Targets.Where(target => target.Description.Length > 0))
        {
            Assert.Contains($"\n  {name} ", run.Output, $"The target {name} is not listed");
            Assert.Contains(FirstWords(description), Flat(run.Output), $"The target {name} is not described");
        }

        foreach (var option in OptionTable.All)
        {
            Assert.Contains($"\n  {option.Usage}", run.Output, $"The option {option.Usage} is not listed");
            Assert.Contains(option.EnvironmentVariable, run.Output);
            Assert.Contains($"Default: {option.DefaultText}.", Flat(run.Output), $"The default of {option.Usage} is not told");
        }

        Assert.IsEmpty(run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Help_Targets_AreComplete()
    {
        var run = await NewCheckout().RunAsync("--target=Help");

        string[] promised =
            ["Help", "CheckPrerequisites", "IntegrationTests", "Test", "Up", "Status", "Logs", "Cleanup", "BuildFirmware", "PullImage", "Benchmark", "MutationTest", "Docs"];
        var terms = run.Lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line[2..].Split(' ')[0]);
        CollectionAssert.IsSubsetOf(promised, terms.ToArray());
        Assert.Contains("./build.sh --target=IntegrationTests", run.Output);
    }

    [TestMethod]
    [DataRow("--target=Help")]
    [DataRow("--target=Status --keep")]
    [DataRow("--target=Hlep")]
    public async Task Output_RedirectedFromAColourTerminal_HasNoEscapeSequence(string commandLine)
    {
        var checkout = NewCheckout();
        checkout.Environment["TERM"] = "xterm-256color";
        checkout.Environment["COLORTERM"] = "truecolor";

        var run = await checkout.RunAsync(commandLine.Split(' '));

        Assert.DoesNotContain("\u001b", run.Output + run.Errors);
    }

    [TestMethod]
    [DataRow("--tree", "IntegrationTests")]
    [DataRow("--description", "IntegrationTests")]
    [DataRow("--dryrun --target=IntegrationTests", "No tasks were actually executed.")]
    public async Task Switch_OfCake_StartsNothing(string commandLine, string printed)
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync(commandLine.Split(' '));

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains(printed, run.Output);
        checkout.IsClean();
        Assert.IsFalse(Directory.Exists(Path.Combine(checkout.Root, "artifacts")), "Something was written");
    }

    // Texts are wrapped and indented.
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string FirstWords(string text) => string.Join(' ', text.Split(' ').Take(4));
}
