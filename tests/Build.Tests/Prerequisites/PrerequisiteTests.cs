namespace Build.Tests.Prerequisites;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class PrerequisiteTests : BuildTest
{
    [TestMethod]
    public async Task VirtualStations_EmptyPath_AreReady()
    {
        var checkout = await NewCheckoutWithPathAsync();

        var run = await checkout.RunAsync("--target=CheckPrerequisites");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("ok       virtual station      the stations of this repository                built with this build", run.Lines);
        Assert.DoesNotContain("MISSING", run.Output);
        Assert.DoesNotContain("socat", run.Output, "socat is not what virtual stations need");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task NativeFirmware_EmptyPath_ListsMissingTools()
    {
        var checkout = await NewCheckoutWithPathAsync();
        var firmware = await Script.WriteAsync(Path.Combine(checkout.Root, "firmware"), "exit 0", Token);

        var run = await checkout.RunAsync("--target=IntegrationTests", $"--firmware={firmware}", "--isolation=host");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("MISSING  socat                connects emulator and firmware                 socat not found on PATH", run.Lines);
        Assert.Contains("                              Debian, Ubuntu: apt-get install socat, or give --bridge=own", run.Lines);
        Assert.Contains("                              macOS: brew install socat, or give --bridge=own", run.Lines);
        Assert.Contains("MISSING  multicast DNS        lets firmwares discover each other             dbus-send not found on PATH", run.Lines);
        Assert.Contains("                              Debian, Ubuntu: apt-get install avahi-daemon, then start dbus and avahi-daemon", run.Lines);
        Assert.Contains("MISSING  Docker client        starts containers                              docker not found on PATH", run.Lines);
        Assert.Contains("MISSING  Docker engine        runs containers                                docker not found on PATH", run.Lines);
        Assert.Contains("MISSING  emulator image       image of the emulators                         no Docker engine", run.Lines);
        Assert.Contains($"ok       firmware             the program under test                         {firmware}", run.Lines);
        Assert.Contains("5 of 10 prerequisites are missing. Nothing was started.", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    [NamespaceCondition]
    public async Task NativeFirmwareInNamespaces_EmptyPath_ListsMissingTools()
    {
        if (Privileges.NeedsSudo)
        {
            Assert.Inconclusive("sudo has a PATH of its own.");
        }

        var checkout = await NewCheckoutWithPathAsync("socat");
        var firmware = await Script.WriteAsync(Path.Combine(checkout.Root, "firmware"), "exit 0", Token);

        var run = await checkout.RunAsync("--target=Up", $"--firmware={firmware}", "--emulator=virtual", "--isolation=namespace");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("Isolation: namespace, as requested", run.Lines);
        Assert.Contains("MISSING  ip                   creates the fleets' networks                   ip not found on PATH", run.Lines);
        Assert.Contains("                              Debian, Ubuntu: apt-get install iproute2; or give --isolation=host", run.Lines);
        Assert.Contains("MISSING  avahi-daemon         multicast DNS of each fleet                    avahi-daemon not found on PATH", run.Lines);
        Assert.DoesNotContain("dbus-send", run.Output, "This machine's own Avahi is not what they need");
        Assert.DoesNotContain("avahi-browse", run.Output, "Where it is missing, this repo's own browser looks");
        Assert.Contains("6 of 13 prerequisites are missing. Nothing was started.", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task NativeFirmware_NotExecutable_SuggestsChmod()
    {
        var checkout = await NewCheckoutWithPathAsync("socat", "dbus-send");
        var firmware = Path.Combine(checkout.Root, "firmware");
        await File.WriteAllTextAsync(firmware, "", Token);

        var run = await checkout.RunAsync("--target=CheckPrerequisites", $"--firmware={firmware}", "--emulator=virtual", "--isolation=host");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"MISSING  firmware             the program under test                         {firmware} is not executable", run.Lines);
        Assert.Contains($"Debian, Ubuntu: chmod +x {firmware}", run.Output);
        Assert.Contains("1 of 8 prerequisites is missing. Nothing was started.", run.Errors);
    }

    [TestMethod]
    public async Task NativeFirmware_AllTools_IsReady()
    {
        var checkout = await NewCheckoutWithPathAsync("socat", "dbus-send", "docker");
        var firmware = await Script.WriteAsync(Path.Combine(checkout.Root, "firmware"), "exit 0", Token);

        var run = await checkout.RunAsync("--target=CheckPrerequisites", $"--firmware={firmware}", "--isolation=host");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("ok       Docker engine        runs containers                                docker answers", run.Lines);
        Assert.Contains(
            $"ok       {"sessions directory",-20} {"state of stations and manifests",-46} {checkout.SessionsDirectory}",
            run.Lines);
    }

    [TestMethod]
    public async Task DockerEngine_Error_IsMissingWithTheError()
    {
        var checkout = await NewCheckoutWithPathAsync("socat", "dbus-send");
        await Script.WriteAsync(
            Path.Combine(checkout.Root, "path", "docker"),
            "[ \"$1\" = --version ] && { echo 'Docker version 1.2.3'; exit 0; }\necho 'Cannot connect to the Docker daemon' >&2\nexit 1",
            Token);
        var firmware = await Script.WriteAsync(Path.Combine(checkout.Root, "firmware"), "exit 0", Token);

        var run = await checkout.RunAsync("--target=Up", $"--firmware={firmware}", "--isolation=host");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("ok       Docker client        starts containers                              Docker version 1.2.3", run.Lines);
        Assert.Contains("MISSING  Docker engine        runs containers                                Cannot connect to the Docker daemon", run.Lines);
        Assert.Contains("2 of 10 prerequisites are missing. Nothing was started.", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    [DataRow("missing", true, true, "ok       {0} image:1, present", 0)]
    [DataRow("missing", false, true, "ok       {0} image:1, pulled", 1)]
    [DataRow("always", true, true, "ok       {0} image:1, pulled", 1)]
    [DataRow("never", true, false, "ok       {0} image:1, present", 0)]
    [DataRow("never", false, true, "MISSING  {0} image:1 is not present, and --pull=never forbids to pull it", 0)]
    [DataRow("missing", false, false, "MISSING  {0} docker pull: manifest unknown", 1)]
    [DataRow("always", true, false, "MISSING  {0} docker pull: manifest unknown", 1)]
    public async Task EmulatorImage_EachPullPolicy_IsCheckedBeforeTheFirmwareIsBuilt(string pull, bool isThere, bool canBePulled, string row, int pulls)
    {
        var checkout = await NewCheckoutWithPathAsync("socat", "dbus-send");
        var calls = Path.Combine(checkout.Root, "calls");
        var source = Directory.CreateDirectory(Path.Combine(checkout.Root, "source")).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "platformio.ini"), "", Token);
        await WriteToolAsync(
            "docker",
            $"case $1 in images) {(isThere ? "echo 0123456789ab" : ":")} ;; "
                + $"pull) {(canBePulled ? ":" : "echo 'manifest unknown' >&2; exit 1")} ;; *) echo docker answers ;; esac");
        await WriteToolAsync("pio", "[ \"$1\" = --version ] && { echo pio answers; exit 0; }\nexit 1");

        var run = await checkout.RunAsync(
            "--target=IntegrationTests", $"--firmware-source={source}", "--isolation=host", $"--pull={pull}", "--emulator-image=image:1");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(string.Format(null, row, $"{"emulator image",-20} {"image of the emulators",-46}"), run.Lines);
        Assert.HasCount(pulls, (await File.ReadAllLinesAsync(calls, Token)).Where(call => call == "docker pull -- image:1").ToList());
        var isBuilt = (await File.ReadAllLinesAsync(calls, Token)).Contains("pio run -e native_openevse");
        Assert.AreEqual(row.StartsWith("ok", StringComparison.Ordinal), isBuilt, run.ToString());
        Assert.Contains(isBuilt ? "pio run -e native_openevse exited with exit code 1" : "1 of 10 prerequisites is missing. Nothing was started.", run.Errors);

        Task WriteToolAsync(string tool, string body) =>
            Script.WriteAsync(Path.Combine(checkout.Root, "path", tool), $"echo \"{tool} $*\" >>'{calls}'\n{body}", Token);
    }

    [TestMethod]
    public async Task PullImage_NoOption_NeedsDockerOnly()
    {
        var checkout = await NewCheckoutWithPathAsync();
        var calls = Path.Combine(checkout.Root, "calls");
        await Script.WriteAsync(Path.Combine(checkout.Root, "path", "docker"), $"echo \"$*\" >>'{calls}'\n[ \"$1\" = images ] || echo docker answers", Token);

        var run = await checkout.RunAsync("--target=PullImage", "--emulator-image=image:1");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("pull -- image:1", await File.ReadAllLinesAsync(calls, Token));
        Assert.DoesNotContain("socat", run.Output);
        Assert.DoesNotContain("virtual station", run.Output);
    }

    [TestMethod]
    public async Task EmulatorCommand_ProgramOnPath_IsReady()
    {
        var checkout = await NewCheckoutWithPathAsync("my-emulator");

        var run = await checkout.RunAsync("--target=CheckPrerequisites", "--emulator=my-emulator --port");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains($"ok       {"emulator",-20} {"program of the emulators",-46} {Path.Combine(checkout.PathDirectory, "my-emulator")}", run.Lines);
    }

    // PATH has only the tools of the test, so that those of the machine do not matter.
    private async Task<Checkout> NewCheckoutWithPathAsync(params string[] tools)
    {
        var checkout = NewCheckout();
        checkout.Environment["PATH"] = checkout.PathDirectory;
        foreach (var tool in tools)
        {
            await checkout.AddProgramAsync(tool, $"echo {tool} answers");
        }

        return checkout;
    }
}
