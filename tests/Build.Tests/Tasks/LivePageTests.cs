namespace Build.Tests.Tasks;

/// <summary>The address of the live page, which has the lab's token, in the output of targets and in a browser.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed partial class LivePageTests : BuildTest
{
    // A terminal of 80 columns wraps the line before the address.
    [GeneratedRegex(@"Live page:\s+(http://127\.0\.0\.1:\d+/\?token=[0-9a-f]+)")]
    private static partial Regex Address { get; }

    [TestMethod]
    public async Task Up_PrintedAddress_IsThePage()
    {
        var up = await UpAsync(NewCheckout());
        using var client = new HttpClient();

        var page = await client.GetStringAsync(new Uri(Address.Match(up.Output).Groups[1].Value), Token);

        Assert.Contains("<title>Load-sharing lab</title>", page);
    }

    [TestMethod]
    public async Task Up_InContinuousIntegration_PrintsNoToken()
    {
        var checkout = NewCheckout();
        var up = await UpAsync(checkout, "true");

        var connection = JsonSerializer.Deserialize<LabConnection>(await File.ReadAllTextAsync(checkout.LabConnection, Token), JsonSerializerOptions.Web)!;

        Assert.Contains("Live page: ", up.Output);
        Assert.DoesNotContain(connection.Token, up.Output);
    }

    [TestMethod]
    public async Task Open_Desktop_OpensAPrivateFileThatLeadsToThePage()
    {
        var checkout = NewCheckout();
        checkout.Environment["DISPLAY"] = ":99";
        var opened = Path.Combine(checkout.PathDirectory, "opened");
        await checkout.AddProgramAsync("xdg-open", $"stat -c %a \"$1\" >'{opened}.part'; cat \"$1\" >>'{opened}.part'; mv '{opened}.part' '{opened}'");

        var up = await UpAsync(checkout, null, "--open");

        await Eventually.HoldsAsync("xdg-open runs", () => File.Exists(opened) ? null : up.Output, Token);
        Assert.AreEqual(
            $"600\n<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0; url={Address.Match(up.Output).Groups[1].Value}\"><title>Load-sharing lab</title>\n",
            await File.ReadAllTextAsync(opened, Token));
    }

    [TestMethod]
    public async Task Open_LabStops_DeletesTheFile()
    {
        var checkout = NewCheckout();
        checkout.Environment["DISPLAY"] = ":99";
        await checkout.AddProgramAsync("xdg-open", "exit 0");
        var up = await UpAsync(checkout, null, "--open");
        await up.PrintsAsync("--open: xdg-open opens the live page.", Token);

        up.Signal(Signals.Terminate);
        await up.ExitAsync(Token);

        Assert.IsFalse(File.Exists(Path.ChangeExtension(checkout.LabConnection, "html")));
    }

    [TestMethod]
    public async Task Open_NoDesktop_SaysSo()
    {
        var checkout = NewCheckout();
        (checkout.Environment["DISPLAY"], checkout.Environment["WAYLAND_DISPLAY"]) = (null, null);

        var up = await UpAsync(checkout, null, "--open");

        await up.PrintsAsync("--open: there is no desktop (DISPLAY and WAYLAND_DISPLAY are not set). Open the live page's address in a browser.", Token);
    }

    [TestMethod]
    [DataRow(true, null, true)]
    [DataRow(true, "true", false)]
    [DataRow(false, null, false)]
    public async Task IntegrationTests_Address_IsPrintedOnATerminalOnly(bool isTerminal, string? continuousIntegration, bool isPrinted)
    {
        RequireProgram("script");
        var checkout = NewCheckout();
        checkout.Environment["CI"] = continuousIntegration;
        checkout.Launcher = isTerminal ? ["/bin/sh", "-c", "exec script --quiet --return --command \"$*\" /dev/null", "sh"] : [];

        var run = await checkout.RunAsync("--target=IntegrationTests", SuiteTests.Filter(SuiteTests.AddPeer));

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(isPrinted, Address.IsMatch(run.Output), run.ToString());
        Assert.AreEqual(isPrinted, run.Output.Contains("token=", StringComparison.Ordinal), run.ToString());
    }

    private static async Task<RunningBuild> UpAsync(Checkout checkout, string? continuousIntegration = null, params string[] options)
    {
        checkout.Environment["CI"] = continuousIntegration;
        return await checkout.UpAsync(["--stations=1", .. options]);
    }
}
