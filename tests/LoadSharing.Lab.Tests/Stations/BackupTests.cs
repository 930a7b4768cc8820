using System.Globalization;
using System.Text.RegularExpressions;

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
    [NamespaceCondition]
    public async Task Restart_NativeFirmwareAtAnUptime_HasItsClockAhead()
    {
        if (Firmware.FakeTime.Library is null)
        {
            Assert.Inconclusive("libfaketime is not installed.");
        }

        var lab = await StartNamespacedLabAsync("echo \"milliseconds $(date +%s%3N)\"");
        var station = Assert.ContainsSingle((await lab.Api.LeaseAsync(1, Token)).Stations);

        await RestartAtAsync(lab, station, 4_294_900);

        var log = (await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token)).Body;
        var shown = Regex.Matches(log, "milliseconds ([0-9]+)\n")[^1].Groups[1].ValueSpan;
        Assert.IsInRange(4_294_900_000, 4_294_960_000, long.Parse(shown, CultureInfo.InvariantCulture) % (uint.MaxValue + 1L));
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
