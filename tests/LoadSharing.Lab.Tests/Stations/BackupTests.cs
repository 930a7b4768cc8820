namespace LoadSharing.Lab.Tests.Stations;

/// <summary>A station that starts with the state of an earlier time, or at an uptime.</summary>
[TestClass]
public sealed class BackupTests : LabTest
{
    private const string Early = "early.local";
    private const string Late = "late.local";

    [TestMethod]
    public async Task Start_FromBackup_HasThePeersOfThatTime()
    {
        var (lab, station) = await BackedUpAsync();

        await lab.Api.SendAsync(Method.Post, $"/stations/{station.Name}/start", new { fromBackup = true }, Token);

        Assert.AreEqual("early.local", await JoinedAsync(station));
    }

    [TestMethod]
    public async Task Start_WithABackup_HasTheLastPeers()
    {
        var (lab, station) = await BackedUpAsync();

        await lab.Api.ActAsync(station.Name, "start", Token);

        Assert.AreEqual("early.local, late.local", await JoinedAsync(station));
    }

    [TestMethod]
    public async Task Start_WithoutBackup_Is409()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);
        await lab.Api.ActAsync(station.Name, "stop", Token);

        var response = await lab.Api.SendAsync(Method.Post, $"/stations/{station.Name}/start", new { fromBackup = true }, Token);

        response.IsProblem(409, $"{station.Name} has no backup. Make one first.");
    }

    [TestMethod]
    public async Task Restart_AtAnUptime_HasIt()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        await RestartAtAsync(lab, station, 4_294_900);

        Assert.IsGreaterThanOrEqualTo(4_294_900, await UptimeAsync(station));
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(8_640_001)]
    public async Task Restart_InvalidUptime_Is400(double uptimeSeconds)
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        var response = await RestartAtAsync(lab, station, uptimeSeconds);

        response.IsProblem(400, $"uptimeSeconds {uptimeSeconds}: not 0 to 8640000.");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Restart_NativeFirmwareAtAnUptime_Is400()
    {
        var lab = await StartScriptedLabAsync("exec \"$REAL\" firmware \"$@\"");
        var station = await LeaseStationAsync(lab);

        var response = await RestartAtAsync(lab, station, 1);

        response.IsProblem(400, "uptimeSeconds 1: only the clock of virtual firmware can be set.");
    }

    private static Task<ApiResponse> RestartAtAsync(LabUnderTest lab, StationDocument station, double uptimeSeconds) =>
        lab.Api.SendAsync(Method.Post, $"/stations/{station.Name}/restart", new { uptimeSeconds }, CancellationToken.None);

    // A stopped station with a backup from the time when it had one peer.
    private async Task<(LabUnderTest Lab, StationDocument Station)> BackedUpAsync()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);
        await StationHttp.JoinAsync(station.FirmwareUrl, Early, Token);
        (await lab.Api.ActAsync(station.Name, "backup", Token)).Read<StationDocument>();
        await StationHttp.JoinAsync(station.FirmwareUrl, Late, Token);
        (await lab.Api.ActAsync(station.Name, "stop", Token)).Read<StationDocument>();
        return (lab, station);
    }

    private async Task<string> JoinedAsync(StationDocument station)
    {
        var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
        return string.Join(", ", rows.Select(row => row.GetProperty("host").GetString()).Where(host => host is Early or Late).Order());
    }

    private async Task<double> UptimeAsync(StationDocument station) =>
        (await StationHttp.GetAsync(station.FirmwareUrl, "status", Token)).GetProperty("uptime").GetDouble();
}
