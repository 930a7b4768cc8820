namespace LoadSharing.Lab.Tests.Stations;

[TestClass]
public sealed class RestartTests : LabTest
{
    private const string Peer = "build-tests.local";

    [TestMethod]
    [DataRow(null)]
    [DataRow("SIGKILL")]
    public async Task Restart_EachSignal_IsTheSameDevice(string? signal)
    {
        var lab = await SharedLabs.OwnProcessesAsync();
        var fleet = await LeaseAsync(lab, 1);
        var station = fleet.Stations[0];
        await StationHttp.JoinAsync(station.FirmwareUrl, Peer, Token);
        var (firmware, emulator) = (lab.Process(station.Name, "firmware"), lab.Process(station.Name, "emulator"));

        var restarted = (await lab.Api.ActAsync(station.Name, "restart", Token, signal)).Read<StationDocument>();

        Assert.AreEqual(station, restarted);
        Assert.IsFalse(firmware.IsAlive, "The old firmware still runs");
        Assert.IsTrue(lab.Process(station.Name, "firmware").IsAlive);
        Assert.AreEqual(emulator, lab.Process(station.Name, "emulator"), "The emulator was restarted");
        var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
        Assert.AreEqual(station.DeviceId, rows.Single(row => row.GetProperty("isLocal").GetBoolean()).GetProperty("id").GetString());
        Assert.IsTrue(rows.Single(row => row.GetProperty("host").GetString() == Peer).GetProperty("joined").GetBoolean(), "The peer is no longer joined");
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited, "A restart is not a failure");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("SIGTERM", true)]
    [DataRow("SIGKILL", false)]
    public async Task Restart_EachSignal_ReachesTheFirmware(string signal, bool isReceived)
    {
        var lab = await StartScriptedLabAsync("trap 'echo SIGTERM received; kill $child; wait; exit 0' TERM\n\"$REAL\" firmware \"$@\" & child=$!\nwait");
        var station = await LeaseStationAsync(lab);

        (await lab.Api.ActAsync(station.Name, "restart", Token, signal)).Read<StationDocument>();

        var log = (await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token)).Body;
        Assert.AreEqual(isReceived, log.Contains("SIGTERM received", StringComparison.Ordinal), log);
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("Charger-7-of-the-garage")]
    [DataRow("a23456789012345678901234567890123456789012345678901234567890123")]
    public async Task Restart_HostName_IsKeptByTheNextRestart(string hostname)
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);
        await StationHttp.JoinAsync(station.FirmwareUrl, Peer, Token);

        var renamed = (await lab.Api.RenameAsync(station.Name, hostname, Token)).Read<StationDocument>();
        var restarted = (await lab.Api.ActAsync(station.Name, "restart", Token)).Read<StationDocument>();

        Assert.AreEqual(station with { Hostname = hostname }, renamed);
        Assert.AreEqual(renamed, restarted);
        Assert.AreEqual(renamed, (await lab.Api.GetAsync($"/stations/{station.Name}", Token)).Read<StationDocument>());
        var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
        Assert.AreEqual(hostname, rows.Single(row => row.GetProperty("isLocal").GetBoolean()).GetProperty("name").GetString());
        Assert.IsTrue(rows.Single(row => row.GetProperty("host").GetString() == Peer).GetProperty("joined").GetBoolean(), "The peer is no longer joined");
        Assert.AreEqual(station.Hostname, (await lab.Api.RenameAsync(station.Name, station.Hostname, Token)).Read<StationDocument>().Hostname);
    }

    [TestMethod]
    public async Task Restart_Contract_IsKeptByTheNextRestart()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        await lab.Api.RestartAsAsync(station.Name, "2026-02", Token);
        await lab.Api.ActAsync(station.Name, "restart", Token);

        Assert.DoesNotContain(row => row.TryGetProperty("isLocal", out _), await StationHttp.PeersAsync(station.FirmwareUrl, Token));
    }

    [TestMethod]
    public async Task Restart_HostNameOfANeighbour_IsReady()
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 2);

        var renamed = (await lab.Api.RenameAsync(fleet.Stations[1].Name, fleet.Stations[0].Hostname, Token)).Read<StationDocument>();

        Assert.AreEqual(fleet.Stations[0].Hostname, renamed.Hostname);
        Assert.AreEqual(StationState.Ready, renamed.State);
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited);
    }

    [TestMethod]
    public async Task Start_StoppedStation_KeepsItsPeers()
    {
        var lab = await SharedLabs.OwnProcessesAsync();
        var fleet = await LeaseAsync(lab, 2);
        var station = fleet.Stations[0];
        await StationHttp.JoinAsync(station.FirmwareUrl, Peer, Token);
        var firmware = lab.Process(station.Name, "firmware");

        var stopped = (await lab.Api.ActAsync(station.Name, "stop", Token)).Read<StationDocument>();

        Assert.AreEqual(StationState.FirmwareStopped, stopped.State);
        Assert.IsFalse(firmware.IsAlive);
        Assert.IsNotNull(await StationHttp.ConnectionErrorAsync(station.FirmwareUrl, Token), "The stopped firmware responds");
        await StationHttp.GetAsync(station.EmulatorUrl, "api/status", Token);
        Assert.IsNull(await StationHttp.ConnectionErrorAsync(fleet.Stations[1].FirmwareUrl, Token), "The other station was stopped");

        var started = (await lab.Api.ActAsync(station.Name, "start", Token)).Read<StationDocument>();

        Assert.AreEqual(station, started);
        var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
        Assert.IsTrue(rows.Single(row => row.GetProperty("host").GetString() == Peer).GetProperty("joined").GetBoolean());
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited);
    }

    [TestMethod]
    public async Task Stop_StoppedStation_ChangesNothing()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);
        await lab.Api.ActAsync(station.Name, "stop", Token);

        var again = await lab.Api.ActAsync(station.Name, "stop", Token);

        Assert.AreEqual(StationState.FirmwareStopped, again.Read<StationDocument>().State);
    }

    [TestMethod]
    public async Task Start_RunningStation_Is409()
    {
        var lab = await SharedLabs.OwnProcessesAsync();
        var fleet = await LeaseAsync(lab, 1);
        var station = fleet.Stations[0];
        var firmware = lab.Process(station.Name, "firmware");

        var response = await lab.Api.ActAsync(station.Name, "start", Token);

        response.IsProblem(409, $"The firmware of {station.Name} is running. Stop it first, or restart it.");
        Assert.AreEqual(firmware, lab.Process(station.Name, "firmware"), "A second firmware was started");
        Assert.IsTrue(firmware.IsAlive);
        Assert.AreEqual(StationState.Ready, (await lab.Api.FleetAsync(fleet.Id, Token)).Stations[0].State);
    }

    [TestMethod]
    public async Task Restart_ThreeStationsAtOnce_RestartsEach()
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 3);

        var responses = await Task.WhenAll(fleet.Stations.Select(station => lab.Api.ActAsync(station.Name, "restart", Token, "SIGKILL")));

        CollectionAssert.AreEqual(fleet.Stations.ToArray(), responses.Select(response => response.Read<StationDocument>()).ToArray());
    }

    [TestMethod]
    public async Task GetLog_AfterARestart_HasBothStarts()
    {
        var lab = await StartLabAsync();
        var station = await LeaseStationAsync(lab);
        await lab.Api.ActAsync(station.Name, "restart", Token, "SIGKILL");

        var firmware = await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token);
        var emulator = await lab.Api.GetAsync($"/stations/{station.Name}/logs/emulator", Token);

        Assert.AreEqual(200, firmware.Status);
        Assert.AreEqual("text/plain", firmware.ContentType);
        Assert.HasCount(3, firmware.Body.Split($"hostname = {station.Hostname}"), "Expected both starts");
        Assert.Contains($"Web API: {station.EmulatorUrl.ToString().TrimEnd('/')}", emulator.Body);
    }

    [TestMethod]
    public async Task Restart_AtAnUptime_HasIt()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        (await lab.Api.RestartAtAsync(station.Name, 4_294_900, Token)).Read<StationDocument>();

        var status = await StationHttp.GetAsync(station.FirmwareUrl, "status", Token);
        Assert.IsGreaterThanOrEqualTo(4_294_900, status.GetProperty("uptime").GetDouble());
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(8_640_001)]
    public async Task Restart_InvalidUptime_Is400(double uptimeSeconds)
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        var response = await lab.Api.RestartAtAsync(station.Name, uptimeSeconds, Token);

        response.IsProblem(400, $"uptimeSeconds {uptimeSeconds}: not 0 to 8640000.");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Restart_NativeFirmwareAtAnUptime_Is400()
    {
        var lab = await StartScriptedLabAsync("exec \"$REAL\" firmware \"$@\"");
        var station = await LeaseStationAsync(lab);

        var response = await lab.Api.RestartAtAsync(station.Name, 1, Token);

        response.IsProblem(400, "uptimeSeconds 1: only the clock of virtual firmware can be set.");
    }
}
