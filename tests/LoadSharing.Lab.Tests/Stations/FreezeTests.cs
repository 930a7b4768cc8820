namespace LoadSharing.Lab.Tests.Stations;

/// <summary>A frozen firmware neither answers nor acts, in a process of its own and in the one that virtual stations share.</summary>
[TestClass]
public sealed class FreezeTests : LabTest
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Freeze_Firmware_DoesNotAnswer(bool isShared)
    {
        var lab = await LabAsync(isShared);
        var station = await LeaseStationAsync(lab);

        var frozen = (await lab.Api.ActAsync(station.Name, "freeze", Token)).Read<StationDocument>();

        Assert.AreEqual(StationState.Frozen, frozen.State);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(Token);
        silence.CancelAfter(Silence);
        await Assert.ThrowsExactlyAsync<TaskCanceledException>(() => StationHttp.GetAsync(station.FirmwareUrl, "config", silence.Token));
        await StationHttp.GetAsync(station.EmulatorUrl, "api/status", Token);
    }

    [TestMethod]
    public async Task Freeze_Firmware_DoesNotAct()
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 2);
        await SeeEachOtherAsync(fleet);

        await lab.Api.ActAsync(fleet.Stations[1].Name, "freeze", Token);

        await Eventually.HoldsAsync(
            "the other station lists it as offline",
            async () =>
            {
                await StationHttp.PostAsync(fleet.Stations[0].FirmwareUrl, "loadsharing/discover", Token);
                var online = await StationHttp.OnlineNeighboursAsync(fleet.Stations[0].FirmwareUrl, Token);
                return online.Count == 0 ? null : $"online: {string.Join(", ", online)}";
            },
            Token);
    }

    [TestMethod]
    public async Task Freeze_OneStation_LeavesTheOther()
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 2);

        await lab.Api.ActAsync(fleet.Stations[0].Name, "freeze", Token);

        await StationHttp.GetAsync(fleet.Stations[1].FirmwareUrl, "config", Token);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Thaw_FrozenFirmware_AnswersAgain(bool isShared)
    {
        var lab = await LabAsync(isShared);
        var station = await LeaseStationAsync(lab);
        await lab.Api.ActAsync(station.Name, "freeze", Token);

        var thawed = (await lab.Api.ActAsync(station.Name, "thaw", Token)).Read<StationDocument>();

        Assert.AreEqual(station, thawed);
        await StationHttp.GetAsync(station.FirmwareUrl, "config", Token);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Restart_FrozenFirmware_AnswersAgain(bool isShared)
    {
        var lab = await LabAsync(isShared);
        var station = await LeaseStationAsync(lab);
        await lab.Api.ActAsync(station.Name, "freeze", Token);

        var restarted = (await lab.Api.ActAsync(station.Name, "restart", Token)).Read<StationDocument>();

        Assert.AreEqual(station, restarted);
        await StationHttp.GetAsync(station.FirmwareUrl, "config", Token);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Release_FrozenFirmware_LeavesNoProcess(bool isShared)
    {
        var lab = await StartLabAsync(isShared ? StationKinds.Virtual : StationKinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(1, Token);
        await lab.Api.ActAsync(fleet.Stations[0].Name, "freeze", Token);

        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited);

        await lab.StopAsync();
        Assert.IsEmpty(lab.Processes, ProcessSearch.Describe(lab.Processes));
    }

    [TestMethod]
    public async Task ReleaseClean_StationThatWasFrozen_IsNotReused()
    {
        var lab = await StartLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);
        await lab.Api.ActAsync(fleet.Stations[0].Name, "freeze", Token);
        await lab.Api.ActAsync(fleet.Stations[0].Name, "thaw", Token);

        await lab.Api.ReleaseAsync(fleet.Id, Token, "clean");

        Assert.IsFalse((await lab.Api.LeaseAsync(1, Token, fresh: false)).IsReused);
    }

    [TestMethod]
    [DataRow("thaw", "cannot be thawed: its state is Ready. It has to be Frozen.")]
    [DataRow("freeze", "cannot be frozen: its state is FirmwareStopped. It has to be Ready.")]
    public async Task FreezeOrThaw_OtherState_Is409(string action, string problem)
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);
        if (action == "freeze")
        {
            await lab.Api.ActAsync(station.Name, "stop", Token);
        }

        (await lab.Api.ActAsync(station.Name, action, Token)).IsProblem(409, $"{station.Name} {problem}");
    }

    private static Task<LabUnderTest> LabAsync(bool isShared) => isShared ? SharedLabs.VirtualAsync() : SharedLabs.OwnProcessesAsync();

    private Task SeeEachOtherAsync(LeaseDocument fleet) => StationHttp.SeeEachOtherAsync(
        [.. fleet.Stations.Select(station => station.FirmwareUrl)], [.. fleet.Stations.Select(station => station.Hostname)], Token);
}
