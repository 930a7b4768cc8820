namespace Compat.Tests;

/// <summary>Tests of <c>build.sh</c> and, where <c>dotnet tool restore</c> has installed PowerShell, of <c>build.ps1</c>.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class BuildScriptTests : IDisposable
{
    private const string Bash = "build.sh";
    private const string PowerShell = "build.ps1";

    private const string NoFrosting =
        "build/Build.csproj : error NU1101: Unable to find package Cake.Frosting. No packages exist with this id in source(s): feed";
    private const string OldFrosting = """
        build/Build.csproj : error NU1102: Unable to find package Cake.Frosting with version (>= 7.0.0)
        build/Build.csproj : error NU1102:   - Found 1 version(s) in feed [ Nearest version: 6.0.0 ]
        """;
    private const string OtherNetwork = "build/Build.csproj : error NU1603: Warning As Error: Makaretu.Dns.Multicast 0.27.0 depends on IPNetwork2 (>= 2.1.2) "
        + "but IPNetwork2 2.1.2 was not found. IPNetwork2 5.0.0 was resolved instead.";
    private const string NoRestSharp = "build/Build.csproj : error NU1101: Unable to find package RestSharp. No packages exist with this id in source(s): feed";
    private const string Offline = "build/Build.csproj : error NU1301: Unable to load the service index for source feed.";

    private readonly ScriptCheckout _checkout = new();

    public required TestContext TestContext { get; init; }

    public void Dispose() => _checkout.Dispose();

    [TestMethod]
    [DataRow(Bash)]
    public async Task FirstCall_FeedHasAllPackages_ChoosesThem(string script)
    {
        var output = await SucceedAsync(script);

        Assert.StartsWith("Restoring packages ...\nCompiling ...\n  MulticastDns\nBuilt in ", output);
        Assert.AreSequenceEqual(["--version", "restore", "build"], _checkout.Calls);
        Assert.Contains("<UseCakeCompat>false</UseCakeCompat>", _checkout.Choice!);
    }

    [TestMethod]
    [DataRow(Bash, NoFrosting, "Cake.Frosting")]
    [DataRow(Bash, OldFrosting, "Cake.Frosting")]
    [DataRow(Bash, OtherNetwork, "IPNetwork2")]
    [DataRow(Bash, $"{OtherNetwork}\n{NoFrosting}", "Cake.Frosting, IPNetwork2")]
    [DataRow(PowerShell, $"{OtherNetwork}\n{OldFrosting}", "Cake.Frosting, IPNetwork2")]
    public async Task FirstCall_FeedLacksPackages_ChoosesCompat(string script, string error, string missing)
    {
        _checkout.Fail("restore-nuget", error);

        var output = await SucceedAsync(script);

        Assert.Contains($"The NuGet feed lacks {missing}: using the stand-ins in compat/.\n", output);
        Assert.Contains("<UseCakeCompat>true</UseCakeCompat>", _checkout.Choice!);
        Assert.Contains("Compiling ...\n  MulticastDns\nBuilt in ", output);
    }

    [TestMethod]
    [DataRow(Bash, Offline)]
    [DataRow(Bash, $"{NoFrosting}\n{Offline}")]
    [DataRow(Bash, NoRestSharp)]
    [DataRow(Bash, "Segmentation fault")]
    [DataRow(PowerShell, $"{NoFrosting}\n{Offline}")]
    public async Task FirstCall_RestoreFailsForAnotherReason_ShowsIt(string script, string error)
    {
        _checkout.Fail("restore-nuget", error);

        var output = await FailAsync(script);

        Assert.EndsWith($"{error}\n{script}: The restore failed (see above).\n", output);
        Assert.IsNull(_checkout.Choice);
    }

    [TestMethod]
    public async Task FirstCall_CompatRestoreFails_ShowsIt()
    {
        _checkout.Fail("restore-nuget", NoFrosting);
        _checkout.Fail("restore-compat", NoRestSharp);

        var output = await FailAsync(Bash);

        Assert.EndsWith($"{NoRestSharp}\nbuild.sh: The restore failed (see above).\n", output);
        Assert.IsNull(_checkout.Choice);
    }

    [TestMethod]
    [DataRow(Bash, "nuget", "false")]
    [DataRow(Bash, "compat", "true")]
    [DataRow(PowerShell, "compat", "true")]
    public async Task FirstCall_VariableIsSet_RestoresOnlyThosePackages(string script, string cake, string useCompat)
    {
        _checkout.Fail(cake == "nuget" ? "restore-compat" : "restore-nuget", NoFrosting);

        await SucceedAsync(script, cake);

        Assert.Contains($"<UseCakeCompat>{useCompat}</UseCakeCompat>", _checkout.Choice!);
        Assert.AreSequenceEqual(["--version", "restore", "build"], _checkout.Calls);
    }

    [TestMethod]
    [DataRow(Bash)]
    public async Task FirstCall_VariableIsNuGetAndFeedLacksPackages_ShowsIt(string script)
    {
        _checkout.Fail("restore-nuget", NoFrosting);

        var output = await FailAsync(script, "nuget");

        Assert.EndsWith($"{NoFrosting}\n{script}: The restore failed (see above).\n", output);
    }

    [TestMethod]
    [DataRow(Bash)]
    [DataRow(PowerShell)]
    public async Task Call_VariableIsUnknown_NamesTheValidValues(string script)
    {
        var output = await FailAsync(script, "local");

        Assert.AreEqual($"{script}: LOADSHARING_CAKE=local: valid are nuget and compat.\n", output);
    }

    [TestMethod]
    [DataRow(Bash)]
    [DataRow(PowerShell)]
    public async Task Call_SdkIsMissing_ShowsWhatIsInstalled(string script)
    {
        _checkout.Fail("version", "A compatible .NET SDK was not found.\n\nInstalled SDKs:\n8.0.100");

        var output = await FailAsync(script);

        Assert.EndsWith($"Installed SDKs:\n8.0.100\n{script}: needs the .NET 10 SDK: https://dotnet.microsoft.com/download\n", output);
    }

    [TestMethod]
    public async Task Call_FewOpenFilesAllowed_NamesTheLimit()
    {
        _checkout.Before = "ulimit -n 256";

        var output = await FailAsync(Bash);

        Assert.AreEqual("build.sh: at most 256 files may be open, at least 1000 are needed: ulimit -n 4096\n", output);
    }

    [TestMethod]
    public async Task Call_HomeIsNotWritable_NamesTheDirectory()
    {
        _checkout.Before = "export HOME=/dev/null; unset DOTNET_CLI_HOME";

        var output = await FailAsync(Bash);

        Assert.EndsWith("build.sh: /dev/null/.dotnet must be writable, or set DOTNET_CLI_HOME to a directory that is.\n", output);
    }

    [TestMethod]
    [DataRow(Bash)]
    [DataRow(PowerShell)]
    public async Task Call_CompilerFails_ShowsItsOutput(string script)
    {
        _checkout.Fail("build", "Source.cs(1,1): error CS1002: ; expected");

        var output = await FailAsync(script);

        Assert.EndsWith($"Compiling ...\nSource.cs(1,1): error CS1002: ; expected\n{script}: The build failed (see above).\n", output);
    }

    [TestMethod]
    public async Task SecondCall_CompilerFailedBefore_Builds()
    {
        _checkout.Fail("build", "Source.cs(1,1): error CS1002: ; expected");
        await FailAsync(Bash);
        _checkout.Fail("build", "");

        var output = await SucceedAsync(Bash);

        Assert.StartsWith("Compiling ...\n", output);
    }

    [TestMethod]
    [DataRow(Bash)]
    [DataRow(PowerShell)]
    public async Task SecondCall_NothingChanged_StartsTheProgramOnly(string script)
    {
        await SucceedAsync(Bash);

        var output = await SucceedAsync(script);

        Assert.AreEqual("Build.dll was started\n[--target=Help]\n", output);
    }

    [TestMethod]
    [DataRow(Bash)]
    [DataRow(PowerShell)]
    public async Task SecondCall_SourceChanged_BuildsWithoutRestoring(string script)
    {
        await SucceedAsync(Bash);
        _checkout.Change("src/Source.cs");

        var output = await SucceedAsync(script);

        Assert.StartsWith("Compiling ...\n", output);
    }

    [TestMethod]
    [DataRow(Bash)]
    public async Task SecondCall_SourceDeleted_Builds(string script)
    {
        await SucceedAsync(Bash);
        _checkout.Delete("src/Source.cs");

        var output = await SucceedAsync(script);

        Assert.StartsWith("Compiling ...\n", output);
    }

    [TestMethod]
    [DataRow(Bash)]
    public async Task SecondCall_VersionsChanged_ChoosesAgain(string script)
    {
        await SucceedAsync(Bash);
        _checkout.Change("Directory.Packages.props");

        var output = await SucceedAsync(script);

        Assert.StartsWith("Restoring packages ...\n", output);
    }

    [TestMethod]
    [DataRow(Bash)]
    public async Task SecondCall_VariableChanged_ChoosesAgain(string script)
    {
        await SucceedAsync(Bash);

        await SucceedAsync(script, "compat");

        Assert.Contains("<UseCakeCompat>true</UseCakeCompat>", _checkout.Choice!);
    }

    [TestMethod]
    [DataRow(Bash, Bash)]
    [DataRow(Bash, PowerShell)]
    public async Task TwoCalls_AtOnce_BuildOnce(string first, string second)
    {
        await Task.WhenAll(SucceedAsync(first), SucceedAsync(second));

        Assert.AreSequenceEqual(["--version", "restore", "build"], _checkout.Calls);
    }

    [TestMethod]
    [DataRow(Bash)]
    [DataRow(PowerShell)]
    public async Task Call_Arguments_ArePassedUnchanged(string script)
    {
        var run = await _checkout.RunAsync(script, ["--filter=Name~A|Name~B", "a b", "\"c\""], TestContext.CancellationToken);

        Assert.EndsWith("[--filter=Name~A|Name~B]\n[a b]\n[\"c\"]\n", run.Output);
    }

    // The fake program exits with 3, which the script passes on.
    private Task<string> SucceedAsync(string script, string cake = "") => RunAsync(script, cake, 3);

    private Task<string> FailAsync(string script, string cake = "") => RunAsync(script, cake, 1);

    private async Task<string> RunAsync(string script, string cake, int exitCode)
    {
        var run = await _checkout.RunAsync(script, TestContext.CancellationToken, cake);
        Assert.AreEqual(exitCode, run.ExitCode, run.Output);
        return run.Output;
    }
}
