namespace LoadSharing.Lab.Tests.Stations;

/// <summary>Virtual stations that share a process, as a run without options has them.</summary>
[TestClass]
public sealed class SharedProcessTests : LabTest
{
    private const string Peer = "build-tests.local";

    [TestMethod]
    public async Task Lease_SeveralStations_AreOneProcess()
    {
        var lab = await StartLabAsync();
        await lab.Api.LeaseAsync(3, Token);
        await lab.Api.LeaseAsync(2, Token);

        Assert.AreEqual(Assert.ContainsSingle(lab.Manifest.OfType<ProcessEntry>()).Process, Assert.ContainsSingle(lab.Processes));

        await lab.StopAsync();
        Assert.IsEmpty(lab.Processes, $"The process still runs:\n{ProcessSearch.Describe(lab.Processes)}");
    }

    [TestMethod]
    [DataRow("SIGTERM")]
    [DataRow("SIGKILL")]
    public async Task Restart_EachSignal_IsTheSameDevice(string signal)
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 2);
        var station = fleet.Stations[0];
        await StationHttp.JoinAsync(station.FirmwareUrl, Peer, Token);

        Assert.AreEqual(station, (await lab.Api.ActAsync(station.Name, "restart", Token, signal)).Read<StationDocument>());

        var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
        Assert.AreEqual(station.DeviceId, rows.Single(row => row.GetProperty("isLocal").GetBoolean()).GetProperty("id").GetString());
        Assert.IsTrue(rows.Single(row => row.GetProperty("host").GetString() == Peer).GetProperty("joined").GetBoolean(), "The peer is no longer joined");
        var log = (await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token)).Body;
        Assert.HasCount(3, log.Split($"hostname = {station.Hostname}"), "Expected both starts");
        Assert.AreEqual(signal == "SIGTERM", log.Contains("Stopped", StringComparison.Ordinal), "Expected an orderly exit by SIGTERM only");
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited);
    }

    [TestMethod]
    public async Task Start_AnotherProcessAnswersOnThePort_Fails()
    {
        var session = (await SharedLabs.VirtualAsync()).Host.Session;
        await using var process = new SharedStationProcess(session);
        using var foreign = new ForeignListener(IPAddress.Loopback, 0);
        var spec = new ComponentSpec(ComponentKind.Emulator, "station-0", "emulator", session.LogFile("start-on-a-foreign-port"));
        string[] arguments = ["emulator", "--web-port", $"{foreign.Port}"];
        var answered = new Readiness("another process answers", _ => Task.FromResult<string?>(null), TimeSpan.FromMinutes(1));
        await using var component = new SharedProcessComponent(
            spec, new ProcessCommand(VirtualStation.Program, arguments), answered, process, new LabTimeouts(TimeoutFactors.Generous));

        var error = await Assert.ThrowsExactlyAsync<LabException>(() => component.StartAsync(Token));

        Assert.Contains($"HTTP port {foreign.Port} of 127.0.0.1 is in use by another process", error.Message);
    }

    [TestMethod]
    public async Task Stop_OneStation_LeavesTheOther()
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 2);

        await lab.Api.ActAsync(fleet.Stations[0].Name, "stop", Token);

        Assert.IsNotNull(await StationHttp.ConnectionErrorAsync(fleet.Stations[0].FirmwareUrl, Token), "The stopped firmware responds");
        Assert.IsNull(await StationHttp.ConnectionErrorAsync(fleet.Stations[1].FirmwareUrl, Token), "The other station was stopped");
        foreach (var station in fleet.Stations)
        {
            await StationHttp.GetAsync(station.EmulatorUrl, "api/status", Token);
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Exit_SharedProcessKilled_IsReportedForEachComponent()
    {
        var lab = await StartLabAsync();
        var fleet = await lab.Api.LeaseAsync(2, Token);

        Signals.Send(Assert.ContainsSingle(lab.Processes), Signals.Kill);

        await Eventually.HoldsAsync(
            "the exit of every component is reported",
            async () =>
            {
                var exited = (await lab.Api.FleetAsync(fleet.Id, Token)).Exited;
                return exited.Count == 4 ? null : $"{exited.Count} are reported";
            },
            Token);
        foreach (var failure in (await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited)
        {
            Assert.Contains("signal SIGKILL (9) of the process that virtual stations share (log: ", failure.Message);
        }

        var next = await lab.Api.LeaseAsync(1, Token);
        Assert.IsNull(await StationHttp.ConnectionErrorAsync(next.Stations[0].FirmwareUrl, Token));
    }
}
