using LoadSharing.Lab.Bridges;

namespace LoadSharing.Lab.Tests.Stations;

/// <summary>A firmware behind a pseudo-terminal, as the native one is, where socat is installed.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class SocatBridgeTests : LabTest
{
    [TestInitialize]
    public void RequireSocat() => RequireProgram("socat");

    [TestMethod]
    public async Task Restart_FirmwareBehindSocat_ReadsItsEmulator()
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(2, Token);
        var station = fleet.Stations[1];
        await SeesItsEmulatorAsync(station);
        var (bridge, link) = (lab.Process(station.Name, "bridge"), Link(lab, station));
        Assert.IsNotNull(new FileInfo(link).LinkTarget);

        (await lab.Api.ActAsync(station.Name, "restart", Token, "SIGKILL")).Read<StationDocument>();

        Assert.IsFalse(bridge.IsAlive, "The old bridge still runs");
        Assert.AreNotEqual(bridge, lab.Process(station.Name, "bridge"));
        await SeesItsEmulatorAsync(station);
        Assert.AreEqual(200, (await lab.Api.GetAsync($"/stations/{station.Name}/logs/bridge", Token)).Status);
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited, "Stopping the old bridge is not a failure");
        Assert.IsNull(new FileInfo(link).LinkTarget, $"{link} remains");
        Assert.IsEmpty(lab.Events.Failures);
    }

    [TestMethod]
    [DataRow("bridge"), DataRow("emulator")]
    public async Task Start_EmulatorAndBridge_GoBeforeTheFirmware(string component)
    {
        var lab = await StartBridgedLabAsync();
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0].Name;

        var firmware = lab.Process(station, "firmware");
        Assert.AreEqual(10, Niceness(firmware) - Niceness(lab.Process(station, component)));

        // A kernel without autogroups has no such file.
        var session = new FileInfo($"/proc/{firmware.Id}/autogroup");
        if (session.Exists)
        {
            Assert.EndsWith("nice 10", (await File.ReadAllTextAsync(session.FullName, Token)).TrimEnd());
        }

        // proc_pid_stat(5): the 19th field, the 17th after the name.
        static int Niceness(ProcessIdentity process) => int.Parse(File.ReadAllText($"/proc/{process.Id}/stat").Split(") ")[^1].Split(' ')[16]);
    }

    [TestMethod]
    public async Task Exit_KilledBridge_IsReported()
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);

        Signals.Send(lab.Process(fleet.Stations[0].Name, "bridge"), Signals.Kill);

        await Eventually.HoldsAsync("the exit is reported", () => lab.Events.Failures.IsEmpty ? "not yet" : null, Token);
        var exited = (await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited;
        Assert.AreEqual("signal SIGKILL (9)", exited.Single(failure => failure.Component == ComponentKind.Bridge).ExitStatus);
    }

    [TestMethod]
    public async Task Exit_EmulatorBehindTheBridge_IsReportedAlone()
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0].Name;
        var bridge = lab.Process(station, "bridge");
        await SeesItsEmulatorAsync(fleet.Stations[0]);

        Signals.Send(lab.Process(station, "emulator"), Signals.Kill);

        await Eventually.HoldsAsync("the bridge exits", () => bridge.IsAlive ? "it runs" : null, Token);
        await Eventually.HoldsAsync("the exit is reported", () => lab.Events.Failures.IsEmpty ? "not yet" : null, Token);
        Assert.AreEqual("emulator", Assert.ContainsSingle((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited).Component.Name());
    }

    [TestMethod]
    public async Task Exit_FirmwareBehindTheBridge_IsReportedAlone()
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0].Name;
        var bridge = lab.Process(station, "bridge");

        Signals.Send(lab.Process(station, "firmware"), Signals.Kill);

        await Eventually.HoldsAsync("the exit is reported", () => lab.Events.Failures.IsEmpty ? "not yet" : null, Token);
        Assert.AreEqual("firmware", Assert.ContainsSingle((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited).Component.Name());
        Assert.IsFalse(bridge.IsAlive, "The bridge outlives its fleet");
    }

    // Without VirtualStation.RunFirmware, which takes back the niceness that a test reads.
    private async Task<LabUnderTest> StartBridgedLabAsync()
    {
        var firmware = await Script.WriteAsync(Keep(new Scratch()).Combine("firmware"), $"exec '{VirtualStation.Program}' firmware \"$@\"", Token);
        return await StartLabAsync(StationKinds.WithFirmware(firmware) with { Bridge = new SocatBridge() });
    }

    private Task SeesItsEmulatorAsync(StationDocument station) => Eventually.HoldsAsync(
        $"{station.Name} shows its charger",
        async () =>
        {
            var status = await StationHttp.GetAsync(station.FirmwareUrl, "status", Token);
            return status.GetProperty("voltage").GetDouble() > 0 && status.GetProperty("state").GetInt32() > 0 ? null : status.ToString();
        },
        Token);

    private static string Link(LabUnderTest lab, StationDocument station) =>
        Assert.ContainsSingle(Directory.GetFiles(lab.Host.Session.Directory, $"rapi_pty_{station.Name.Split('-')[1]}", SearchOption.AllDirectories));
}
