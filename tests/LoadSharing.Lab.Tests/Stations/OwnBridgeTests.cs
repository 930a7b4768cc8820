using LoadSharing.Lab.Bridges;

namespace LoadSharing.Lab.Tests.Stations;

/// <summary>A firmware behind the bridge of this repository.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class OwnBridgeTests : LabTest
{
    [TestMethod]
    public async Task Restart_FirmwareBehindTheBridge_ReadsItsEmulator()
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0];
        await SeesItsEmulatorAsync(station);

        (await lab.Api.ActAsync(station.Name, "restart", Token, "SIGKILL")).Read<StationDocument>();

        await SeesItsEmulatorAsync(station);
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited);
    }

    [TestMethod]
    public async Task Restart_FirmwareBehindTheBridge_KeepsItsConnection()
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0];

        (await lab.Api.ActAsync(station.Name, "restart", Token, "SIGKILL")).Read<StationDocument>();

        var log = (await lab.Api.GetAsync($"/stations/{station.Name}/logs/bridge", Token)).Body;
        Assert.AreEqual(1, log.Split("connected to").Length - 1, log);
    }

    [TestMethod]
    [DataRow("drop")]
    [DataRow("garble")]
    [DataRow("hang-up")]
    public async Task SerialFault_OfEachKind_CutsTheFirmwareOffUntilHealed(string fault)
    {
        var lab = await StartBridgedLabAsync();
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];
        await SeesItsEmulatorAsync(station);
        (await lab.Api.SendAsync(Method.Post, $"/stations/{station.Name}/serial", new { fault }, Token)).Read<StationDocument>();
        await HasStateAsync(station, isConnected: false);

        (await lab.Api.SendAsync(Method.Delete, $"/stations/{station.Name}/serial", null, Token)).Read<StationDocument>();

        await HasStateAsync(station, isConnected: true);
    }

    [TestMethod]
    public async Task SerialFault_DelayBeyondTheFirmwaresTimeout_CutsTheFirmwareOff()
    {
        var lab = await StartBridgedLabAsync();
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];
        await SeesItsEmulatorAsync(station);

        (await lab.Api.SendAsync(Method.Post, $"/stations/{station.Name}/serial", new { fault = "delay", delayMilliseconds = 3000 }, Token))
            .Read<StationDocument>();

        await HasStateAsync(station, isConnected: false);
    }

    [TestMethod]
    public async Task ReleaseClean_HealedSerialLine_IsNotReused()
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);
        await lab.Api.SendAsync(Method.Post, $"/stations/{fleet.Stations[0].Name}/serial", new { fault = "drop" }, Token);
        await lab.Api.SendAsync(Method.Delete, $"/stations/{fleet.Stations[0].Name}/serial", null, Token);

        await lab.Api.ReleaseAsync(fleet.Id, Token, "clean");

        Assert.IsFalse((await lab.Api.LeaseAsync(1, Token, fresh: false)).IsReused);
    }

    [TestMethod]
    public async Task SerialFault_WithoutTheBridge_Is409()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        var response = await lab.Api.SendAsync(Method.Post, $"/stations/{station.Name}/serial", new { fault = "drop" }, Token);

        response.IsProblem(
            409, $"{station.Name}: its serial line has no faults. Only the bridge of this repository can cause them: --bridge=own.");
    }

    [TestMethod]
    [DataRow("drop", 5)]
    [DataRow("delay", 0)]
    [DataRow("delay", 60_001)]
    public async Task SerialFault_InvalidDelay_Is400(string fault, double delayMilliseconds)
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        var response = await lab.Api.SendAsync(Method.Post, $"/stations/{station.Name}/serial", new { fault, delayMilliseconds }, Token);

        response.IsProblem(400, $"delayMilliseconds {delayMilliseconds}: must be above 0 and at most 60000 for delay, and 0 for other faults.");
    }

    private async Task<LabUnderTest> StartBridgedLabAsync()
    {
        var firmware = await Script.WriteAsync(Keep(new Scratch()).Combine("firmware"), VirtualStation.RunFirmware(), Token);
        return await StartLabAsync(StationKinds.WithFirmware(firmware) with { Bridge = new OwnBridge(VirtualStation.Program) });
    }

    private Task SeesItsEmulatorAsync(StationDocument station) => Eventually.HoldsAsync(
        $"{station.Name} shows its charger",
        async () =>
        {
            var status = await StationHttp.GetAsync(station.FirmwareUrl, "status", Token);
            return status.GetProperty("state").GetInt32() > 0 ? null : status.ToString();
        },
        Token);

    private Task HasStateAsync(StationDocument station, bool isConnected) => Eventually.HoldsAsync(
        $"evse_connected of {station.Name} is {isConnected}",
        async () =>
        {
            var status = await StationHttp.GetAsync(station.FirmwareUrl, "status", Token);
            return status.GetProperty("evse_connected").GetInt32() == 1 == isConnected ? null : status.ToString();
        },
        Token);
}
