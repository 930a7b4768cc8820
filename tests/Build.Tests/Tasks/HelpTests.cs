namespace Build.Tests.Tasks;

[TestClass]
public sealed class HelpTests : BuildTest
{
    private static Checkout _checkout = null!;
    private static BuildResult _help = null!;

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        _checkout = new Checkout(Installation.Shared, sessions: null, context);
        _help = await _checkout.RunAsync("--target=Help");
    }

    [ClassCleanup]
    public static async Task DisposeAsync() => await _checkout.DisposeAsync();

    [TestMethod]
    public void Help_Target_Succeeds()
    {
        Assert.AreEqual(0, _help.ExitCode, _help.ToString());
        Assert.IsEmpty(_help.Errors);
        _checkout.IsClean();
    }

    [TestMethod]
    public void Help_Targets_AreListedWithTheirDescriptions()
    {
        foreach (var (name, description) in CommandLineCheck.Targets.Where(target => target.Description.Length > 0))
        {
            Assert.Contains($"\n  {name} ", _help.Output, $"The target {name} is not listed");
            Assert.Contains(FirstWords(description), Flat(_help.Output), $"The target {name} is not described");
        }
    }

    [TestMethod]
    public void Help_Options_AreListedWithTheirDefaults()
    {
        foreach (var option in OptionTable.All)
        {
            Assert.Contains($"\n  {option.Usage}", _help.Output, $"The option {option.Usage} is not listed");
            Assert.Contains(option.EnvironmentVariable, _help.Output);
            Assert.Contains($"Default: {option.DefaultText}.", Flat(_help.Output), $"The default of {option.Usage} is missing");
        }
    }

    [TestMethod]
    public void Help_Targets_AreComplete()
    {
        string[] targets =
        [
            "Help", "CheckPrerequisites", "IntegrationTests", "Test", "Up", "Status", "Logs", "Cleanup", "BuildFirmware", "PullImage", "Benchmark",
            "MutationTest", "Docs",
        ];
        var terms = _help.Lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line[2..].Split(' ')[0]);

        CollectionAssert.IsSubsetOf(targets, terms.ToArray());
        Assert.Contains("./build.sh --target=IntegrationTests", _help.Output);
    }

    [TestMethod]
    public async Task Build_WithoutTarget_PrintsTheHelp()
    {
        var run = await NewCheckout().RunAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(Section(_help), Section(run));

        static string Section(BuildResult result) => result.Output[
            result.Output.IndexOf("./build.sh", StringComparison.Ordinal)..result.Output.LastIndexOf("Default: ", StringComparison.Ordinal)];
    }

    [TestMethod]
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
        Assert.IsFalse(Directory.Exists(Path.Combine(checkout.Root, "artifacts")), "The directory of artifacts was created");
    }

    // Texts are wrapped and indented.
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string FirstWords(string text) => string.Join(' ', text.Split(' ').Take(4));
}
