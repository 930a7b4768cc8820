using Build.Tests.Support;

namespace Build.Tests.Host;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class PrerequisiteTests : BuildTest
{
    [TestMethod]
    public async Task VirtualStations_NothingOnPath_NeedNothingElse()
    {
        var checkout = await NewCheckoutWithPathAsync();

        var run = await checkout.RunAsync("--target=CheckPrerequisites");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("ok       virtual station      the stations this repo ships                   built with this build", run.Lines);
        Assert.DoesNotContain("MISSING", run.Output);
        Assert.DoesNotContain("socat", run.Output, "socat is not what virtual stations need");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task NativeFirmware_NothingOnPath_IsOneTableOfAllThatIsMissingAndHowToInstallIt()
    {
        var checkout = await NewCheckoutWithPathAsync();
        var firmware = await Script.WriteAsync(Path.Combine(checkout.Root, "firmware"), "exit 0", Token);

        var run = await checkout.RunAsync("--target=IntegrationTests", $"--firmware={firmware}", "--isolation=host");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("MISSING  socat                joins emulator and firmware                    there is no socat on PATH", run.Lines);
        Assert.Contains("                              Debian, Ubuntu: apt-get install socat", run.Lines);
        Assert.Contains("                              macOS: brew install socat", run.Lines);
        Assert.Contains("MISSING  multicast DNS        firmwares find each other                      there is no dbus-send on PATH", run.Lines);
        Assert.Contains("                              Debian, Ubuntu: apt-get install avahi-daemon, then start dbus and avahi-daemon", run.Lines);
        Assert.Contains("MISSING  Docker client        starts the emulators                           there is no docker on PATH", run.Lines);
        Assert.Contains("MISSING  Docker engine        runs the emulators                             there is no docker on PATH", run.Lines);
        Assert.Contains($"ok       firmware             is tested                                      {firmware}", run.Lines);
        Assert.Contains("4 of 7 prerequisites are missing; nothing was started.", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    [NamespaceCondition]
    public async Task NativeFirmwareInNamespaces_NothingOnPath_IsMissingWithWhatEachToolIsFor()
    {
        var checkout = await NewCheckoutWithPathAsync("socat");
        var firmware = await Script.WriteAsync(Path.Combine(checkout.Root, "firmware"), "exit 0", Token);

        var run = await checkout.RunAsync("--target=Up", $"--firmware={firmware}", "--emulator=virtual", "--isolation=namespace");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("Isolation: namespace, as asked for", run.Lines);
        Assert.Contains("MISSING  ip                   makes the fleets' networks                     there is no ip on PATH", run.Lines);
        Assert.Contains("                              Debian, Ubuntu: apt-get install iproute2; or give --isolation=host", run.Lines);
        Assert.Contains("MISSING  avahi-daemon         each fleet's multicast DNS                     there is no avahi-daemon on PATH", run.Lines);
        Assert.DoesNotContain("dbus-send", run.Output, "This machine's own Avahi is not what they need");
        Assert.Contains("7 of 12 prerequisites are missing; nothing was started.", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task NativeFirmware_NotExecutable_IsMissingWithTheCommandThatMendsIt()
    {
        var checkout = await NewCheckoutWithPathAsync("socat", "dbus-send");
        var firmware = Path.Combine(checkout.Root, "firmware");
        await File.WriteAllTextAsync(firmware, "", Token);

        var run = await checkout.RunAsync("--target=CheckPrerequisites", $"--firmware={firmware}", "--emulator=virtual", "--isolation=host");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"MISSING  firmware             is tested                                      {firmware} is not executable", run.Lines);
        Assert.Contains($"Debian, Ubuntu: chmod +x {firmware}", run.Output);
        Assert.Contains("1 of 6 prerequisites is missing; nothing was started.", run.Errors);
    }

    [TestMethod]
    public async Task NativeFirmware_ToolsThatAnswer_IsReady()
    {
        var checkout = await NewCheckoutWithPathAsync("socat", "dbus-send", "docker");
        var firmware = await Script.WriteAsync(Path.Combine(checkout.Root, "firmware"), "exit 0", Token);

        var run = await checkout.RunAsync("--target=CheckPrerequisites", $"--firmware={firmware}", "--isolation=host");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("ok       Docker engine        runs the emulators                             docker answers", run.Lines);
    }

    [TestMethod]
    public async Task DockerEngine_Refuses_IsMissingWithItsOwnReason()
    {
        var checkout = await NewCheckoutWithPathAsync("socat", "dbus-send");
        await Script.WriteAsync(
            Path.Combine(checkout.Root, "path", "docker"),
            "[ \"$1\" = --version ] && { echo 'Docker version 1.2.3'; exit 0; }\necho 'Cannot connect to the Docker daemon' >&2\nexit 1",
            Token);
        var firmware = await Script.WriteAsync(Path.Combine(checkout.Root, "firmware"), "exit 0", Token);

        var run = await checkout.RunAsync("--target=Up", $"--firmware={firmware}", "--isolation=host");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("ok       Docker client        starts the emulators                           Docker version 1.2.3", run.Lines);
        Assert.Contains("MISSING  Docker engine        runs the emulators                             Cannot connect to the Docker daemon", run.Lines);
        Assert.Contains("1 of 7 prerequisites is missing; nothing was started.", run.Errors);
        checkout.IsClean();
    }

    // PATH has nothing but what a test puts there: which tools this machine has does not matter.
    private async Task<Checkout> NewCheckoutWithPathAsync(params string[] tools)
    {
        var checkout = NewCheckout();
        var path = Directory.CreateDirectory(Path.Combine(checkout.Root, "path")).FullName;
        checkout.Environment["PATH"] = path;
        foreach (var tool in tools)
        {
            await Script.WriteAsync(Path.Combine(path, tool), $"echo {tool} answers", Token);
        }

        return checkout;
    }
}
