using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Stations;

[TestClass]
public sealed class RestartTests : LabTest
{
    private const string Peer = "build-tests.local";

    [TestMethod]
    [DataRow(null)]
    [DataRow("SIGKILL")]
    public async Task Restart_BySignal_IsANewProcessOfTheSameDeviceWithItsPeers(string? signal)
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];
        await StationHttp.JoinAsync(station.FirmwareUrl, Peer, Token);
        var (firmware, emulator) = (lab.Process(station.Name, "firmware"), lab.Process(station.Name, "emulator"));

        var restarted = (await lab.Api.ActAsync(station.Name, "restart", Token, signal)).Read<StationDocument>();

        Assert.AreEqual(station, restarted, "It is another station after the restart");
        Assert.IsFalse(firmware.IsAlive, "The old firmware runs on");
        Assert.IsTrue(lab.Process(station.Name, "firmware").IsAlive);
        Assert.AreEqual(emulator, lab.Process(station.Name, "emulator"), "The emulator was restarted, too");
        var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
        Assert.AreEqual(station.DeviceId, rows.Single(row => row.GetProperty("isLocal").GetBoolean()).GetProperty("id").GetString());
        Assert.IsTrue(rows.Single(row => row.GetProperty("host").GetString() == Peer).GetProperty("joined").GetBoolean(), "The peer is not joined any more");
        Assert.IsEmpty(lab.Events.Failures, "A restart is not a failure");
        Assert.IsEmpty((await lab.Api.ReleaseAsync((await lab.Api.GetAsync("/leases", Token)).Read<LeaseDocument[]>()[0].Id, Token)).Exited);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("SIGTERM", true)]
    [DataRow("SIGKILL", false)]
    public async Task Restart_BySignal_AsksTheFirmwareToEndOrDoesNot(string signal, bool isAsked)
    {
        var script = $"trap 'echo asked to end; kill $child; wait; exit 0' TERM\n'{VirtualStation.Program}' firmware \"$@\" & child=$!\nwait";
        var lab = await StartLabAsync(Kinds.WithFirmware(await Script.WriteAsync(Keep(new Scratch()).Combine("firmware"), script, Token)));
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];

        (await lab.Api.ActAsync(station.Name, "restart", Token, signal)).Read<StationDocument>();

        var log = (await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token)).Body;
        Assert.AreEqual(isAsked, log.Contains("asked to end", StringComparison.Ordinal), log);
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("Charger-7-of-the-garage")]
    [DataRow("a23456789012345678901234567890123456789012345678901234567890123")]
    public async Task Restart_UnderAnotherName_IsTheSameDeviceAndHasThatNameUntilTheNext(string hostname)
    {
        var lab = await StartLabAsync();
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];
        await StationHttp.JoinAsync(station.FirmwareUrl, Peer, Token);

        var renamed = (await lab.Api.RenameAsync(station.Name, hostname, Token)).Read<StationDocument>();
        var restarted = (await lab.Api.ActAsync(station.Name, "restart", Token)).Read<StationDocument>();

        Assert.AreEqual(station with { Hostname = hostname }, renamed);
        Assert.AreEqual(renamed, restarted);
        Assert.AreEqual(renamed, (await lab.Api.GetAsync($"/stations/{station.Name}", Token)).Read<StationDocument>());
        var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
        Assert.AreEqual(hostname, rows.Single(row => row.GetProperty("isLocal").GetBoolean()).GetProperty("name").GetString());
        Assert.IsTrue(rows.Single(row => row.GetProperty("host").GetString() == Peer).GetProperty("joined").GetBoolean(), "The peer is not joined any more");
        Assert.AreEqual(station.Hostname, (await lab.Api.RenameAsync(station.Name, station.Hostname, Token)).Read<StationDocument>().Hostname);
    }

    [TestMethod]
    public async Task Restart_UnderANeighboursName_RunsBesideIt()
    {
        var lab = await StartLabAsync();
        var fleet = await lab.Api.LeaseAsync(2, Token);

        var renamed = (await lab.Api.RenameAsync(fleet.Stations[1].Name, fleet.Stations[0].Hostname, Token)).Read<StationDocument>();

        Assert.AreEqual(fleet.Stations[0].Hostname, renamed.Hostname);
        Assert.AreEqual(StationState.Ready, renamed.State);
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited);
    }

    [TestMethod]
    public async Task StopAndStart_Station_IsSilentInBetweenAndKeepsItsPeers()
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(2, Token);
        var station = fleet.Stations[0];
        await StationHttp.JoinAsync(station.FirmwareUrl, Peer, Token);
        var firmware = lab.Process(station.Name, "firmware");

        var stopped = (await lab.Api.ActAsync(station.Name, "stop", Token)).Read<StationDocument>();

        Assert.AreEqual(StationState.FirmwareStopped, stopped.State);
        Assert.IsFalse(firmware.IsAlive);
        Assert.IsNotNull(await StationHttp.SilenceAsync(station.FirmwareUrl, Token), "It answers though it was stopped");
        await StationHttp.GetAsync(station.EmulatorUrl, "api/status", Token);
        Assert.IsNull(await StationHttp.SilenceAsync(fleet.Stations[1].FirmwareUrl, Token), "The other station was stopped, too");

        var started = (await lab.Api.ActAsync(station.Name, "start", Token)).Read<StationDocument>();

        Assert.AreEqual(station, started);
        var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
        Assert.IsTrue(rows.Single(row => row.GetProperty("host").GetString() == Peer).GetProperty("joined").GetBoolean());
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited);
    }

    [TestMethod]
    public async Task Stop_OfAStoppedStation_ChangesNothing()
    {
        var lab = await StartLabAsync();
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];
        await lab.Api.ActAsync(station.Name, "stop", Token);

        var again = await lab.Api.ActAsync(station.Name, "stop", Token);

        Assert.AreEqual(StationState.FirmwareStopped, again.Read<StationDocument>().State);
        Assert.IsEmpty(lab.Events.Failures);
    }

    [TestMethod]
    public async Task Start_OfARunningStation_IsRefusedAndTouchesNothing()
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0];
        var firmware = lab.Process(station.Name, "firmware");

        var answer = await lab.Api.ActAsync(station.Name, "start", Token);

        answer.IsProblem(409, $"The firmware of {station.Name} is running. Stop it first, or restart it.");
        Assert.AreEqual(firmware, lab.Process(station.Name, "firmware"), "A second firmware was started");
        Assert.IsTrue(firmware.IsAlive);
        Assert.AreEqual(StationState.Ready, (await lab.Api.FleetAsync(fleet.Id, Token)).Stations[0].State);
    }

    [TestMethod]
    public async Task Restart_OfManyStationsAtOnce_BringsEachBack()
    {
        var lab = await StartLabAsync();
        var fleet = await lab.Api.LeaseAsync(3, Token);

        var answers = await Task.WhenAll(fleet.Stations.Select(station => lab.Api.ActAsync(station.Name, "restart", Token, "SIGKILL")));

        CollectionAssert.AreEqual(fleet.Stations.ToArray(), answers.Select(answer => answer.Read<StationDocument>()).ToArray());
    }

    [TestMethod]
    public async Task Logs_OfParts_AreWhatTheyPrintedOverARestart()
    {
        var lab = await StartLabAsync();
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];
        await lab.Api.ActAsync(station.Name, "restart", Token, "SIGKILL");

        var firmware = await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token);
        var emulator = await lab.Api.GetAsync($"/stations/{station.Name}/logs/emulator", Token);

        Assert.AreEqual(200, firmware.Status);
        Assert.AreEqual("text/plain", firmware.ContentType);
        Assert.HasCount(3, firmware.Body.Split($"hostname = {station.Hostname}"), "It does not have both starts");
        Assert.Contains($"Web API: {station.EmulatorUrl.ToString().TrimEnd('/')}", emulator.Body);
    }
}
