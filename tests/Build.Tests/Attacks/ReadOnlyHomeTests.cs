namespace Build.Tests.Attacks;

/// <summary>A home directory that cannot be written. NuGet failed in it before any target, and dotnet with a stack trace.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ReadOnlyHomeTests : BuildTest
{
    [TestMethod]
    [DataRow("IntegrationTests")]
    [DataRow("Help")]
    public async Task Run_HomeIsAFile_NamesItWithTheRemedy(string target)
    {
        var checkout = NewCheckout();
        var home = Path.Combine(checkout.Root, "home");
        await File.WriteAllTextAsync(home, "", Token);
        checkout.Environment["HOME"] = home;
        checkout.Environment["DOTNET_CLI_HOME"] = null;

        var run = await checkout.RunAsync($"--target={target}");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.MatchesRegex(
            $"^The home directory '{home}' cannot be written: .+ Make it writable, or set DOTNET_CLI_HOME to a directory that is\\.\n$", run.Errors);
    }

    [TestMethod]
    public void FindError_WritableDirectory_IsNull()
    {
        var scratch = Keep(new Scratch());

        Assert.IsNull(HomeDirectory.FindError(name => name == "DOTNET_CLI_HOME" ? scratch.Path : null));
        Assert.IsEmpty(Directory.GetFiles(scratch.Path, "*", SearchOption.AllDirectories), "Expected the probes to be deleted");
    }
}
