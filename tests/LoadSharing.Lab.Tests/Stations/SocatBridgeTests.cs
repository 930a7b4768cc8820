using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Stations;

/// <summary>A firmware behind a pseudo-terminal, as the native one is, where socat is installed.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class SocatBridgeTests : LabTest
{
    [TestInitialize]
    public void NeedsSocat() => Needs.Program("socat");

    [TestMethod]
    public async Task Firmware_BehindSocat_SeesItsEmulatorAlsoAfterARestart()
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(2, Token);
        var station = fleet.Stations[1];
        await SeesItsEmulatorAsync(station);
        var (bridge, link) = (lab.Process(station.Name, "bridge"), Link(lab, station));
        Assert.IsNotNull(new FileInfo(link).LinkTarget);

        (await lab.Api.ActAsync(station.Name, "restart", Token, "SIGKILL")).Read<StationDocument>();

        Assert.IsFalse(bridge.IsAlive, "The old bridge runs on");
        Assert.AreNotEqual(bridge, lab.Process(station.Name, "bridge"));
        await SeesItsEmulatorAsync(station);
        Assert.AreEqual(200, (await lab.Api.GetAsync($"/stations/{station.Name}/logs/bridge", Token)).Status);
        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited, "The end of the old bridge counts as a failure");
        Assert.IsNull(new FileInfo(link).LinkTarget, $"{link} is left");
        Assert.IsEmpty(lab.Events.Failures);
    }

    [TestMethod]
    public async Task Bridge_Killed_IsToldAsTheBridge()
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);

        Signals.Send(lab.Process(fleet.Stations[0].Name, "bridge"), Signals.Kill);

        await Eventually.HoldsAsync("the exit is reported", () => lab.Events.Failures.IsEmpty ? "not yet" : null, Token);
        var ended = (await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited;
        Assert.AreEqual("signal SIGKILL (9)", ended.Single(part => part.Component == ComponentKind.Bridge).ExitStatus);
    }

    [TestMethod]
    [DataRow("firmware")]
    [DataRow("emulator")]
    public async Task PartBesideTheBridge_Killed_IsToldAndTheBridgeIsNot(string part)
    {
        var lab = await StartBridgedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0].Name;
        var bridge = lab.Process(station, "bridge");

        // Until the firmware has opened its end, the bridge waits for it and does not end with anybody.
        await SeesItsEmulatorAsync(fleet.Stations[0]);

        Signals.Send(lab.Process(station, part), Signals.Kill);

        await Eventually.HoldsAsync("the bridge ends with it", () => bridge.IsAlive ? "it runs" : null, Token);
        await Eventually.HoldsAsync("the exit is reported", () => lab.Events.Failures.IsEmpty ? "not yet" : null, Token);
        Assert.AreEqual(part, Assert.ContainsSingle((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited).Component.Name());
    }

    private async Task<LabUnderTest> StartBridgedLabAsync()
    {
        var firmware = await Script.WriteAsync(Keep(new Scratch()).Combine("firmware"), $"exec '{VirtualStation.Program}' firmware \"$@\"", Token);
        return await StartLabAsync(Kinds.WithFirmware(firmware) with { Bridge = new SocatBridge() });
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
        lab.Manifest.OfType<LinkEntry>().First(link => link.Path.EndsWith($"_{station.Name.Split('-')[1]}", StringComparison.Ordinal)).Path;
}
