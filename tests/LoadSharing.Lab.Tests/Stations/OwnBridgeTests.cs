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

    private async Task<LabUnderTest> StartBridgedLabAsync()
    {
        var firmware = await Script.WriteAsync(Keep(new Scratch()).Combine("firmware"), $"exec '{VirtualStation.Program}' firmware \"$@\"", Token);
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
}
