using System.Diagnostics;

namespace LoadSharing.Lab.Tests.Api;

/// <summary>The live page and the requests that it sends, without a browser.</summary>
[TestClass]
public sealed class PageTests : LabTest
{
    [TestMethod]
    public async Task GetPage_TokenInTheAddress_IsHtml()
    {
        var lab = await SharedLabs.VirtualAsync();

        using var response = await GetPageAsync(lab.Host.PageUrl);

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [TestMethod]
    public async Task GetPage_Headers_AllowItsOwnScriptOnly()
    {
        var lab = await SharedLabs.VirtualAsync();

        using var response = await GetPageAsync(lab.Host.PageUrl);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = policy.Split("script-src 'nonce-")[1].Split('\'')[0];
        Assert.StartsWith("default-src 'none';", policy);
        Assert.Contains("require-trusted-types-for 'script'", policy);
        Assert.Contains($"<script nonce=\"{nonce}\">", await response.Content.ReadAsStringAsync(Token));
        Assert.AreEqual("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
    }

    [TestMethod]
    [DataRow("GET", "/")]
    [DataRow("GET", "/?token=")]
    [DataRow("GET", "/?token=x")]
    [DataRow("GET", "/leases?token={token}")]
    [DataRow("GET", "/snapshots?token={token}")]
    [DataRow("POST", "/?token={token}")]
    [DataRow("POST", "/leases?token={token}")]
    public async Task Request_WithoutHeader_Is401(string method, string path)
    {
        var lab = await SharedLabs.VirtualAsync();
        using var api = new LabApi(lab.Host.Url, null);

        var response = await api.SendAsync(
            Enum.Parse<Method>(method, ignoreCase: true), path.Replace("{token}", lab.Host.Token, StringComparison.Ordinal), null, Token);

        Assert.AreEqual(401, response.Status, response.ToString());
    }

    [TestMethod]
    public async Task Snapshots_LeasedFleet_HaveItsDocument()
    {
        var lab = await SharedLabs.VirtualAsync();
        var lease = await LeaseAsync(lab, 2);

        var snapshot = await EventStream.FirstAsync<LabSnapshot>(lab, "/snapshots", _ => true, Token);

        var document = snapshot.Leases.Single(other => other.Id == lease.Id);
        Expect.Sequence(document.Stations, [.. lease.Stations]);
        Assert.AreEqual("Build.Tests", document.Test);
    }

    [TestMethod]
    public async Task Snapshots_Stations_ListEachOtherAfterDiscovery()
    {
        var lab = await SharedLabs.VirtualAsync();
        var stations = (await LeaseAsync(lab, 2)).Stations;
        var ids = stations.Select(station => station.DeviceId).ToList();

        Assert.AreEqual(200, (await lab.Api.ActAsync(stations[0].Name, "discover", Token)).Status);

        await EventStream.FirstAsync<LabSnapshot>(
            lab, "/snapshots", snapshot => stations.All(station => !ids.Except(PeersOf(station, snapshot)).Any()), Token);
    }

    [TestMethod]
    public async Task Snapshots_CarThatRequestsCharge_Draws()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        Assert.AreEqual(200, (await lab.Api.ActAsync(station.Name, "connect-car", Token)).Status);
        Assert.AreEqual(200, (await lab.Api.ActAsync(station.Name, "request-charge", Token)).Status);

        await EventStream.FirstAsync<LabSnapshot>(
            lab, "/snapshots", snapshot => ViewOf(station, snapshot) is { ChargerState: 3, DrawnAmps: > 0, OfferedAmps: > 0 }, Token);
    }

    [TestMethod]
    public async Task Snapshots_StoppedFirmware_HasNoPeers()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);
        await EventStream.FirstAsync<LabSnapshot>(lab, "/snapshots", snapshot => ViewOf(station, snapshot)?.Peers is not null, Token);

        await lab.Api.ActAsync(station.Name, "stop", Token);

        var stopped = await EventStream.FirstAsync<LabSnapshot>(
            lab, "/snapshots", snapshot => ViewOf(station, snapshot) is { Peers: null, ChargerState: not null }, Token);
        Assert.AreEqual(StationState.FirmwareStopped, stopped.Leases.SelectMany(lease => lease.Stations).Single(other => other.Name == station.Name).State);
    }

    [TestMethod]
    public async Task Snapshots_TwoClients_AskAStationOnceASecond()
    {
        const int Events = 8;
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);
        var start = Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(
            _ => EventStream.ReadAsync<LabSnapshot>(lab, "/snapshots", Token).Take(Events).CountAsync(Token).AsTask()));

        var seconds = (int)Stopwatch.GetElapsedTime(start).TotalSeconds;
        var log = (await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token)).Body;
        Assert.IsInRange(1, seconds + 1, log.Split("HTTP GET /loadsharing/status").Length - 1);
    }

    [TestMethod]
    public async Task Snapshots_LabStops_End()
    {
        var lab = await StartLabAsync();
        await using var snapshots = EventStream.ReadAsync<LabSnapshot>(lab, "/snapshots", Token).GetAsyncEnumerator(Token);
        Assert.IsTrue(await snapshots.MoveNextAsync());

        await lab.StopAsync();

        await ReadToEndAsync(snapshots).WaitAsync(Eventually.Timeout, Token);
    }

    [TestMethod]
    public async Task FollowLog_AppendedLine_IsSent()
    {
        var lab = await SharedLabs.OwnProcessesAsync();
        var station = await LeaseStationAsync(lab);
        await using var parts = EventStream.ReadAsync<LogText>(lab, $"/stations/{station.Name}/logs/firmware/follow", Token).GetAsyncEnumerator(Token);
        Assert.IsTrue(await parts.MoveNextAsync());

        var log = Directory.EnumerateFiles(lab.Host.Session.Logs, $"{station.Name}.firmware.*").MaxBy(File.GetLastWriteTimeUtc)!;
        await File.AppendAllTextAsync(log, "a line of the test\n", Token);

        await ReadUntilAsync(parts, "a line of the test\n").WaitAsync(Eventually.Timeout, Token);
    }

    [TestMethod]
    [DataRow("station-x", "firmware", "Station 'station-x' is not in a leased fleet.")]
    [DataRow(null, "engine", "{0} has no component 'engine'. It has: emulator, firmware.")]
    public async Task FollowLog_UnknownName_Is404(string? name, string component, string detail)
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        var response = await lab.Api.GetAsync($"/stations/{name ?? station.Name}/logs/{component}/follow", Token);

        response.IsProblem(404, string.Format(detail, station.Name));
    }

    [TestMethod]
    public async Task Discover_StoppedFirmware_Is409()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);
        await lab.Api.ActAsync(station.Name, "stop", Token);

        var response = await lab.Api.ActAsync(station.Name, "discover", Token);

        Assert.AreEqual(409, response.Status, response.ToString());
        Assert.Contains("The state of the station is FirmwareStopped.", response.Body);
    }

    private async Task<HttpResponseMessage> GetPageAsync(Uri url)
    {
        using var client = new HttpClient();
        return await client.GetAsync(url, Token);
    }

    private static StationView? ViewOf(StationDocument station, LabSnapshot snapshot) => snapshot.Views.SingleOrDefault(view => view.Name == station.Name);

    private static IEnumerable<string> PeersOf(StationDocument station, LabSnapshot snapshot) =>
        ViewOf(station, snapshot)?.Peers?.Select(peer => peer.Id) ?? [];

    private static async Task ReadToEndAsync(IAsyncEnumerator<LabSnapshot> snapshots)
    {
        try
        {
            while (await snapshots.MoveNextAsync())
            {
            }
        }
        catch (IOException)
        {
            // The lab closed the connection before the end of the stream.
        }
    }

    private static async Task ReadUntilAsync(IAsyncEnumerator<LogText> parts, string text)
    {
        while (!parts.Current.Text.Contains(text, StringComparison.Ordinal))
        {
            Assert.IsTrue(await parts.MoveNextAsync(), $"The stream ended before '{text}'");
        }
    }
}
