namespace LoadSharing.Lab.Tests.Stations;

/// <summary>A station that starts with the state of an earlier time.</summary>
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

        Assert.AreEqual(Early, await JoinedAsync(station));
    }

    [TestMethod]
    public async Task Start_WithABackup_HasTheLastPeers()
    {
        var (lab, station) = await BackedUpAsync();

        await lab.Api.ActAsync(station.Name, "start", Token);

        Assert.AreEqual($"{Early}, {Late}", await JoinedAsync(station));
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
}
