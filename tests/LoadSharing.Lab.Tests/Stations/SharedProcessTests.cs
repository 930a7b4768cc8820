using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Stations;

/// <summary>Virtual stations that share a process, as a run without options has them.</summary>
[TestClass]
public sealed class SharedProcessTests : LabTest
{
    private const string Peer = "build-tests.local";

    [TestMethod]
    public async Task Lease_OfManyStations_IsOneProcessThatGoesWithTheLab()
    {
        var lab = await StartLabAsync();
        await lab.Api.LeaseAsync(3, Token);
        await lab.Api.LeaseAsync(2, Token);

        Assert.AreEqual(Assert.ContainsSingle(lab.Manifest.OfType<ProcessEntry>()).Process, Assert.ContainsSingle(lab.Processes));

        await lab.GoDownAsync();
        Assert.IsEmpty(lab.Processes, $"The process runs on:\n{ProcessSearch.Describe(lab.Processes)}");
    }

    [TestMethod]
    [DataRow("SIGTERM")]
    [DataRow("SIGKILL")]
    public async Task Restart_BySignal_IsTheSameDeviceWithItsPeersAndItsLog(string signal)
    {
        var lab = await StartLabAsync();
        var fleet = await lab.Api.LeaseAsync(2, Token);
        var station = fleet.Stations[0];
        await StationHttp.JoinAsync(station.FirmwareUrl, Peer, Token);

        Assert.AreEqual(station, (await lab.Api.ActAsync(station.Name, "restart", Token, signal)).Read<StationDocument>());

        var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
        Assert.AreEqual(station.DeviceId, rows.Single(row => row.GetProperty("isLocal").GetBoolean()).GetProperty("id").GetString());
        Assert.IsTrue(rows.Single(row => row.GetProperty("host").GetString() == Peer).GetProperty("joined").GetBoolean(), "The peer is not joined any more");
        var log = (await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token)).Body;
        Assert.HasCount(3, log.Split($"hostname = {station.Hostname}"), "It does not have both starts");
        Assert.AreEqual(signal == "SIGTERM", log.Contains("Stopped", StringComparison.Ordinal), "An end by SIGTERM is in order, one by SIGKILL is not");
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited);
    }

    [TestMethod]
    public async Task Stop_OfOneStation_LeavesTheOtherAndBothEmulators()
    {
        var lab = await StartLabAsync();
        var fleet = await lab.Api.LeaseAsync(2, Token);

        await lab.Api.ActAsync(fleet.Stations[0].Name, "stop", Token);

        Assert.IsNotNull(await StationHttp.SilenceAsync(fleet.Stations[0].FirmwareUrl, Token), "It answers though it was stopped");
        Assert.IsNull(await StationHttp.SilenceAsync(fleet.Stations[1].FirmwareUrl, Token), "The other was stopped, too");
        foreach (var station in fleet.Stations)
        {
            await StationHttp.GetAsync(station.EmulatorUrl, "api/status", Token);
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Host_Killed_IsToldOfEveryStationAndTheNextLeaseHasAnother()
    {
        var lab = await StartLabAsync();
        var fleet = await lab.Api.LeaseAsync(2, Token);

        Signals.Send(Assert.ContainsSingle(lab.Processes), Signals.Kill);

        await Eventually.HoldsAsync(
            "the exit of every component is reported",
            async () =>
            {
                var ended = (await lab.Api.FleetAsync(fleet.Id, Token)).Exited;
                return ended.Count == 4 ? null : $"{ended.Count} are";
            },
            Token);
        foreach (var ended in (await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited)
        {
            Assert.Contains("signal SIGKILL (9) of the process that virtual stations share (log: ", ended.Message);
        }

        var next = await lab.Api.LeaseAsync(1, Token);
        Assert.IsNull(await StationHttp.SilenceAsync(next.Stations[0].FirmwareUrl, Token));
    }
}
