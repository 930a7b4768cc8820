namespace VirtualStation.Tests.Bridge;

/// <summary><c>virtual-station bridge</c> between a pseudo-terminal and an emulator.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class BridgeCommandTests : StationTest
{
    [TestMethod]
    public async Task Start_WithoutEmulator_HasNoTerminal()
    {
        var directory = NewDirectory();
        var link = directory.File("pty");

        var bridge = StartBridge(link, FreePorts.Tcp());

        await Retry.UntilPassesAsync(() => Assert.Contains("refused", bridge.Output), Token);
        Assert.IsFalse(File.Exists(link));
    }

    [TestMethod]
    public async Task Firmware_BehindTheBridge_ReadsItsCharger()
    {
        var (firmware, _, _) = await StartBridgedAsync();

        await WaitForStatusAsync(firmware, ("evse_connected", 1), ("state", 1), ("pilot", 32));
    }

    [TestMethod]
    public async Task Firmware_SecondOnTheBridge_ReadsTheCharger()
    {
        var (first, link, directory) = await StartBridgedAsync();
        await WaitForStatusAsync(first, ("evse_connected", 1));
        await first.Process.DisposeAsync();

        var second = await StartFirmwareAsync(directory, 1, "2026-07", "--rapi-serial", link);

        await WaitForStatusAsync(second, ("evse_connected", 1), ("state", 1));
    }

    [TestMethod]
    public async Task Firmware_EmulatorRestarted_ReadsTheNewOne()
    {
        var directory = NewDirectory();
        var emulator = await StartEmulatorAsync();
        var bridge = StartBridge(directory.File("pty"), emulator.RapiPort);
        await Retry.UntilPassesAsync(() => Assert.IsNotNull(new FileInfo(directory.File("pty")).LinkTarget), Token);
        var firmware = await StartFirmwareAsync(directory, 0, "2026-07", "--rapi-serial", directory.File("pty"));
        await WaitForStatusAsync(firmware, ("evse_connected", 1), ("state", 1));
        await emulator.Process.DisposeAsync();
        await Retry.UntilPassesAsync(() => Assert.Contains("refused", bridge.Output), Token);

        var second = await StartEmulatorAsync(emulator.RapiPort);
        await second.Http.PostAsync("/api/ev/connect", "", Token);

        await WaitForStatusAsync(firmware, ("evse_connected", 1), ("state", 2));
    }

    [TestMethod]
    public async Task Log_OfTheBridge_HasCommandsAnswersAndTimes()
    {
        var directory = NewDirectory();
        var emulator = await StartEmulatorAsync();
        var bridge = StartBridge(directory.File("pty"), emulator.RapiPort);
        var firmware = await StartFirmwareAsync(directory, 0, "2026-07", "--rapi-serial", directory.File("pty"));
        await WaitForStatusAsync(firmware, ("evse_connected", 1));

        Assert.MatchesRegex(@"(?m)^\[\d+\.\d{3}\] > \$GV", bridge.Output);
        Assert.MatchesRegex(@"(?m)^\[\d+\.\d{3}\] < \$OK 8\.2\.1 5\.0\.1", bridge.Output);
    }

    [TestMethod]
    public async Task Stop_Bridge_RemovesTheLink()
    {
        var directory = NewDirectory();
        var link = directory.File("pty");
        var emulator = await StartEmulatorAsync();
        var bridge = StartBridge(link, emulator.RapiPort);
        await Retry.UntilPassesAsync(() => Assert.IsNotNull(new FileInfo(link).LinkTarget), Token);

        bridge.Terminate();

        await bridge.WaitForExitAsync(Token);
        Assert.IsNull(new FileInfo(link).LinkTarget);
    }

    private StationRun StartBridge(string link, int rapiPort) =>
        Run("bridge", "--pty-link", link, "--rapi-tcp", $"127.0.0.1:{rapiPort}");

    private async Task<(RunningFirmware Firmware, string Link, TestDirectory Directory)> StartBridgedAsync()
    {
        var directory = NewDirectory();
        var link = directory.File("pty");
        var emulator = await StartEmulatorAsync();
        StartBridge(link, emulator.RapiPort);
        await Retry.UntilPassesAsync(() => Assert.IsNotNull(new FileInfo(link).LinkTarget), Token);
        return (await StartFirmwareAsync(directory, 0, "2026-07", "--rapi-serial", link), link, directory);
    }
}
