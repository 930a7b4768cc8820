namespace Build.Tests.Tasks;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class BuildFirmwareTests : BuildTest
{
    // What PlatformIO does, as far as the build sees it: a version, a program below .pio/build, an error for an environment it does not know.
    private const string PlatformIo =
        """
        [ "$1" = --version ] && { echo "PlatformIO Core, version 6.1.18"; exit 0; }
        [ "$1 $2 $3" = "run -e native_openevse" ] || { echo "Error: Unknown environment names '$3'" >&2; exit 1; }
        /bin/mkdir -p .pio/build/native_openevse
        echo built >.pio/build/native_openevse/program
        """;

    [TestMethod]
    public async Task BuildFirmware_Checkout_BuildsInPlace()
    {
        var checkout = await NewCheckoutWithPlatformIoAsync(PlatformIo);

        var run = await checkout.RunAsync("--target=BuildFirmware", $"--firmware-source={Source(checkout)}");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("built\n", await File.ReadAllTextAsync(Path.Combine(Source(checkout), ".pio", "build", "native_openevse", "program"), Token));
        Assert.DoesNotContain("socat", run.Output);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task BuildFirmware_UnknownEnvironment_HasTheErrorOfPlatformIo()
    {
        var checkout = await NewCheckoutWithPlatformIoAsync(PlatformIo);

        var run = await checkout.RunAsync("--target=BuildFirmware", $"--firmware-source={Source(checkout)}", "--firmware-env=esp32");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"pio run -e esp32 exited with exit code 1 in {Source(checkout)}. Last lines of its log:", run.Errors);
        Assert.Contains("  | Error: Unknown environment names 'esp32'", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task BuildFirmware_NoProgramBuilt_NamesTheEnvironment()
    {
        var checkout = await NewCheckoutWithPlatformIoAsync("echo PlatformIO Core, version 6.1.18");

        var run = await checkout.RunAsync("--target=BuildFirmware", $"--firmware-source={Source(checkout)}");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("Check that --firmware-env=native_openevse is a native environment.", run.Errors);
    }

    [TestMethod]
    public async Task Cleanup_KilledBuildFirmware_StopsPlatformIo()
    {
        var checkout = await NewCheckoutWithPlatformIoAsync("[ \"$1\" = run ] || exit 0\n: >started\nexec /bin/sleep 1000");
        var build = checkout.Start("--target=BuildFirmware", $"--firmware-source={Source(checkout)}");
        await build.StillRunsUntilAsync("pio runs", () => File.Exists(Path.Combine(Source(checkout), "started")) ? null : "it does not", Token);
        await checkout.KillAsync(build);
        Assert.HasCount(1, checkout.Processes, "pio run exited with the build");

        var cleanup = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, cleanup.ExitCode, cleanup.ToString());
        Assert.Contains("Cleaned up after 1 session.", cleanup.Lines);
        checkout.IsClean();
    }

    private static string Source(Checkout checkout) => Path.Combine(checkout.Root, "firmware");

    private async Task<Checkout> NewCheckoutWithPlatformIoAsync(string script)
    {
        var checkout = NewCheckout();
        Directory.CreateDirectory(Source(checkout));
        await File.WriteAllTextAsync(Path.Combine(Source(checkout), "platformio.ini"), "[env:native_openevse]\n", Token);
        checkout.Environment["PATH"] = checkout.PathDirectory;
        await checkout.AddProgramAsync("pio", script);
        return checkout;
    }
}
