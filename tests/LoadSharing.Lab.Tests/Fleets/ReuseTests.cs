namespace LoadSharing.Lab.Tests.Fleets;

[TestClass]
public sealed class ReuseTests : LabTest
{
    [TestMethod]
    public async Task ReleaseClean_NextLease_ReusesTheStations()
    {
        var lab = await StartLabAsync();
        var first = await LeaseAndReleaseAsync(lab, 2);

        var second = await lab.Api.LeaseAsync(2, Token, fresh: false);

        Assert.IsTrue(second.IsReused);
        Assert.AreNotEqual(first.Id, second.Id);
        CollectionAssert.AreEqual(first.Stations.Select(station => station.DeviceId).ToList(), second.Stations.Select(station => station.DeviceId).ToList());
        (await lab.Api.GetAsync($"/leases/{first.Id}", Token)).IsProblem(
            404,
            $"Lease '{first.Id}' does not exist. It was released, or it belongs to another lab.");
    }

    [TestMethod]
    public async Task ReleaseClean_NextFreshLease_HasOtherStations()
    {
        var lab = await StartLabAsync();
        var first = await LeaseAndReleaseAsync(lab, 1);

        var second = await lab.Api.LeaseAsync(1, Token);

        Assert.IsFalse(second.IsReused);
        Assert.AreNotEqual(first.Stations[0].DeviceId, second.Stations[0].DeviceId);
    }

    [TestMethod]
    public async Task ReleaseDirty_NextLease_HasFreshStations()
    {
        var lab = await StartLabAsync();
        var first = await lab.Api.LeaseAsync(1, Token);
        await lab.Api.ReleaseAsync(first.Id, Token);

        Assert.IsFalse((await lab.Api.LeaseAsync(1, Token, fresh: false)).IsReused);
    }

    [TestMethod]
    public async Task ReleaseClean_StoppedFirmware_IsNotReused()
    {
        var lab = await StartLabAsync();
        await LeaseAndReleaseAsync(lab, 1, station => lab.Api.ActAsync(station.Name, "stop", Token));

        var second = await lab.Api.LeaseAsync(1, Token, fresh: false);

        Assert.IsFalse(second.IsReused);
        Assert.AreEqual(StationState.Ready, second.Stations[0].State);
    }

    [TestMethod]
    public async Task ReleaseClean_StationRenamedTwice_IsNotReused()
    {
        var lab = await StartLabAsync();
        await LeaseAndReleaseAsync(lab, 1, async station =>
        {
            await lab.Api.RenameAsync(station.Name, "another", Token);
            await lab.Api.RenameAsync(station.Name, station.Hostname, Token);
        });

        var second = await lab.Api.LeaseAsync(1, Token, fresh: false);

        Assert.IsFalse(second.IsReused);
        Assert.AreEqual(lab.Host.Fleets.FindStation(second.Stations[0].Name)!.Spec.Slot.HostName, second.Stations[0].Hostname);
    }

    [TestMethod]
    public async Task ReleaseClean_AnotherContract_IsNotReused()
    {
        var lab = await StartLabAsync();
        await LeaseAndReleaseAsync(lab, 1, station => lab.Api.RestartAsAsync(station.Name, "2026-02", Token));

        Assert.IsFalse((await lab.Api.LeaseAsync(1, Token, fresh: false)).IsReused);
    }

    [TestMethod]
    public async Task ReleaseClean_ChangedEmulator_IsNotReused()
    {
        var lab = await StartLabAsync();
        await LeaseAndReleaseAsync(lab, 1, station => StationHttp.PostAsync(station.EmulatorUrl, "api/ev/connect", Token));

        Assert.IsFalse((await lab.Api.LeaseAsync(1, Token, fresh: false)).IsReused);
    }

    [TestMethod]
    public async Task ReleaseClean_FirmwareExitsLater_IsNotReused()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        var first = await LeaseAndReleaseAsync(lab, 1);
        Signals.Send(lab.Process(first.Stations[0].Name, "firmware"), Signals.Kill);
        await Eventually.HoldsAsync("the exit is reported", () => lab.Host.Failures.Count == 1 ? null : "not yet", Token);

        var second = await lab.Api.LeaseAsync(1, Token, fresh: false);

        Assert.IsFalse(second.IsReused);
        Assert.AreEqual(StationState.Ready, second.Stations[0].State);
    }

    [TestMethod]
    public async Task Lease_ReusedStation_MarksItsLogs()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        await LeaseAndReleaseAsync(lab, 1);

        var second = await lab.Api.LeaseAsync(1, Token, fresh: false);

        foreach (var component in new[] { "emulator", "firmware" })
        {
            var log = await lab.Api.GetAsync($"/stations/{second.Stations[0].Name}/logs/{component}", Token);
            Assert.Contains("---- leased to Build.Tests", log.Body);
        }
    }

    [TestMethod]
    public async Task Stop_IdleFleets_LeavesNoProcess()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        await LeaseAndReleaseAsync(lab, 2);
        lab.Host.Fleets.Prestart([1]);
        Assert.IsGreaterThanOrEqualTo(4, lab.Processes.Count);

        await lab.StopAsync();

        Assert.IsEmpty(lab.Processes, ProcessSearch.Describe(lab.Processes));
        Assert.IsFalse(Directory.Exists(lab.Host.Session.Directory), "The session's directory remains");
    }

    [TestMethod]
    public async Task Lease_PrestartedFleet_IsFresh()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        lab.Host.Fleets.Prestart([1]);

        var fleet = await lab.Api.LeaseAsync(1, Token);

        Assert.IsFalse(fleet.IsReused);
        Assert.HasCount(
            1,
            lab.Manifest.OfType<ProcessEntry>().Where(entry => entry.Component == "firmware").ToList(),
            "A second one was started");
        Assert.HasCount(1, await StationHttp.PeersAsync(fleet.Stations[0].FirmwareUrl, Token));
    }

    [TestMethod]
    public async Task Release_UnknownState_Is400()
    {
        var lab = await StartLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);

        var response = await lab.Api.SendAsync(Method.Delete, $"/leases/{fleet.Id}?state=new", null, Token);

        response.IsProblem(400, "state=new: not one of clean, dirty, failed.");
        Assert.AreEqual(fleet.Id, (await lab.Api.FleetAsync(fleet.Id, Token)).Id);
    }

    /// <summary>Leases a fresh fleet, acts on its first station, and releases the fleet as clean.</summary>
    private async Task<LeaseDocument> LeaseAndReleaseAsync(LabUnderTest lab, int size, Func<StationDocument, Task>? use = null)
    {
        var fleet = await lab.Api.LeaseAsync(size, Token);
        Assert.IsFalse(fleet.IsReused);
        if (use is not null)
        {
            await use(fleet.Stations[0]);
        }

        await lab.Api.ReleaseAsync(fleet.Id, Token, "clean");
        return fleet;
    }
}
