using System.Text.RegularExpressions;

namespace LoadSharing.Lab.Tests.Fleets;

[TestClass]
public sealed partial class LeaseTests : LabTest
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public async Task Lease_EachSize_HasReadyStations(int size)
    {
        var lab = await SharedLabs.VirtualAsync();

        var fleet = await LeaseAsync(lab, size);

        Assert.HasCount(size, fleet.Stations);
        Assert.IsEmpty(fleet.Exited);
        Assert.AreEqual("2026-07", fleet.Contract);
        Assert.AreEqual("virtual stations, contract 2026-07", fleet.Tested);
        foreach (var station in fleet.Stations)
        {
            Assert.AreEqual(StationState.Ready, station.State);
            var config = await StationHttp.GetAsync(station.FirmwareUrl, "config", Token);
            Assert.AreEqual(station.Hostname, config.GetProperty("hostname").GetString());
            var status = await StationHttp.GetAsync(station.EmulatorUrl, "api/status", Token);
            Assert.AreEqual(1, status.GetProperty("evse").GetProperty("state").GetInt32(), "A fresh emulator is not connected");
        }
    }

    [TestMethod]
    public async Task Lease_TwoFleets_ShareNoNamePortOrId()
    {
        var lab = await SharedLabs.VirtualAsync();

        var fleets = await Task.WhenAll(LeaseAsync(lab, 2), LeaseAsync(lab, 2));

        Assert.AreNotEqual(fleets[0].Id, fleets[1].Id);
        var stations = fleets.SelectMany(fleet => fleet.Stations).ToList();
        CollectionAssert.AllItemsAreUnique(stations.Select(station => station.Name).ToList());
        CollectionAssert.AllItemsAreUnique(stations.Select(station => station.Hostname).ToList());
        CollectionAssert.AllItemsAreUnique(stations.Select(station => station.DeviceId).ToList());
        CollectionAssert.AllItemsAreUnique(stations.SelectMany(station => new[] { station.FirmwareUrl, station.EmulatorUrl }).ToList());
        foreach (var station in stations)
        {
            Assert.MatchesRegex(DeviceId(), station.DeviceId);
        }
    }

    [TestMethod]
    public async Task Measurements_ReusedFleet_HaveAShorterStart()
    {
        var lab = await StartLabAsync();

        var first = await lab.Api.LeaseAsync(1, Token);
        await lab.Api.ReleaseAsync(first.Id, Token, "clean");
        await lab.Api.LeaseAsync(1, Token, fresh: false);

        var leases = lab.Host.Measurements.Leases;
        Expect.Sequence(leases.Select(lease => lease.Test), "Build.Tests", "Build.Tests");
        Assert.IsGreaterThan(leases[1].Start, leases[0].Start, "Expected a reused fleet to be ready sooner than one that has to be started");
        Assert.AreEqual(1, lab.Host.Measurements.Stages.Single(stage => stage.Key == Measurements.NewFleetForTest).Count());
    }

    [TestMethod]
    public async Task Lease_FreshStation_ListsItselfOnly()
    {
        var lab = await SharedLabs.VirtualAsync();

        var station = await LeaseStationAsync(lab);

        var own = Assert.ContainsSingle(await StationHttp.PeersAsync(station.FirmwareUrl, Token));
        Assert.IsTrue(own.GetProperty("isLocal").GetBoolean());
        Assert.AreEqual(station.DeviceId, own.GetProperty("id").GetString());
    }

    [TestMethod]
    public async Task Lease_AfterADirtyRelease_IsFresh()
    {
        var lab = await StartLabAsync();
        var first = await lab.Api.LeaseAsync(1, Token);
        await StationHttp.JoinAsync(first.Stations[0].FirmwareUrl, "build-tests.local", Token);
        await StationHttp.PostAsync(first.Stations[0].EmulatorUrl, "api/ev/connect", Token);
        await StationHttp.PostAsync(first.Stations[0].EmulatorUrl, "api/evse/current", Token, new { amps = 11 });
        await lab.Api.ReleaseAsync(first.Id, Token);

        var second = (await lab.Api.LeaseAsync(1, Token)).Stations[0];

        Assert.AreNotEqual(first.Stations[0].DeviceId, second.DeviceId);
        Assert.HasCount(1, await StationHttp.PeersAsync(second.FirmwareUrl, Token));
        var emulator = await StationHttp.GetAsync(second.EmulatorUrl, "api/status", Token);
        Assert.AreEqual(32, emulator.GetProperty("evse").GetProperty("current_capacity").GetInt32());
        Assert.IsFalse(emulator.GetProperty("ev").GetProperty("connected").GetBoolean(), emulator.ToString());
    }

    [TestMethod]
    public async Task Release_Fleet_LeavesNoFirmwareStateOrPort()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(2, Token);
        var firmwares = fleet.Stations.Select(station => lab.Process(station.Name, "firmware")).ToList();
        Assert.IsTrue(firmwares.TrueForAll(firmware => firmware.IsAlive));
        var states = Directory.GetDirectories(lab.Host.Session.Directory, "station-*", SearchOption.AllDirectories);
        Assert.HasCount(2, states);

        var released = await lab.Api.ReleaseAsync(fleet.Id, Token);

        Assert.IsEmpty(released.Exited);
        Assert.IsFalse(firmwares.Exists(firmware => firmware.IsAlive), "A firmware still runs");
        Assert.IsEmpty(Directory.GetDirectories(lab.Host.Session.Directory, "station-*", SearchOption.AllDirectories), "A state directory remains");
        (await lab.Api.GetAsync($"/leases/{fleet.Id}", Token)).IsProblem(
            404,
            $"Lease '{fleet.Id}' does not exist. It was released, or it belongs to another lab.");
        await lab.StopAsync();
        Assert.IsEmpty(lab.Processes, ProcessSearch.Describe(lab.Processes));
        foreach (var station in fleet.Stations)
        {
            await Ports.AreReleasedAsync(new Slot(int.Parse(station.Name.Split('-')[1])), Token);
        }
    }

    [TestMethod]
    public async Task Stop_LeasedFleets_LeavesNoProcessOrSession()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        await lab.Api.LeaseAsync(1, Token);
        await lab.Api.LeaseAsync(2, Token);
        Assert.IsGreaterThanOrEqualTo(6, lab.Processes.Count);

        await lab.StopAsync();

        Assert.IsEmpty(lab.Processes, ProcessSearch.Describe(lab.Processes));
        Assert.IsFalse(Directory.Exists(lab.Host.Session.Directory), "The session's directory remains");
        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => lab.Api.GetAsync("/leases", Token));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Stop_FleetBeingStarted_CancelsTheLease()
    {
        var lab = await StartScriptedLabAsync("exec sleep 1000");
        var lease = lab.Host.Fleets.AcquireAsync(new LeaseRequest(2, "never ready", Fresh: true), Token);
        await Eventually.HoldsAsync(
            "two firmwares are being started",
            () => lab.Manifest.OfType<ProcessEntry>().Count(entry => entry.Component == "firmware") == 2 ? null : $"{lab.Manifest.Count} entries",
            Token);

        await lab.StopAsync();

        Assert.IsEmpty(lab.Processes, ProcessSearch.Describe(lab.Processes));
        Assert.IsFalse(Directory.Exists(lab.Host.Session.Directory), "The session's directory remains");
        await Assert.ThrowsAsync<OperationCanceledException>(() => lease);
    }

    [GeneratedRegex("^[0-9a-f]{12,}$")]
    private static partial Regex DeviceId();
}
