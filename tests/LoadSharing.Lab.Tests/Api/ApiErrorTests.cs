namespace LoadSharing.Lab.Tests.Api;

/// <summary>Requests that the lab rejects. They change nothing, so that all tests share a lab and a station.</summary>
[TestClass]
public sealed class ApiErrorTests
{
    private static LabUnderTest _lab = null!;
    private static StationDocument _station = null!;
    private static IReadOnlyList<ProcessIdentity> _processes = [];

    public required TestContext TestContext { get; init; }

    private CancellationToken Token => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task LeaseStationAsync(TestContext context)
    {
        _lab = await LabUnderTest.StartAsync(StationKinds.OwnProcesses, context.CancellationToken);
        _station = (await _lab.Api.LeaseAsync(1, context.CancellationToken)).Stations[0];
        _processes = _lab.Processes;
    }

    [ClassCleanup]
    public static async Task DisposeAsync() => await _lab.DisposeAsync();

    [TestCleanup]
    public async Task IsUnchangedAsync()
    {
        Expect.Set(_lab.Processes, _processes);
        Assert.AreEqual(_station, (await _lab.Api.GetAsync($"/stations/{_station.Name}", Token)).Read<StationDocument>());
        Assert.ContainsSingle(_lab.Host.Fleets.Leases);
    }

    [TestMethod]
    [DataRow("GET", "/leases/lease-77", "Lease 'lease-77' does not exist. It was released, or it belongs to another lab.")]
    [DataRow("GET", "/leases/lease-77/services", "Lease 'lease-77' does not exist. It was released, or it belongs to another lab.")]
    [DataRow("DELETE", "/leases/lease-77", "Lease 'lease-77' does not exist. It was released, or it belongs to another lab.")]
    [DataRow("DELETE", "/leases/lease-77?state=failed", "Lease 'lease-77' does not exist. It was released, or it belongs to another lab.")]
    [DataRow("GET", "/stations/station-x", "Station 'station-x' is not in a leased fleet.")]
    [DataRow("POST", "/stations/station-x/restart", "Station 'station-x' is not in a leased fleet.")]
    [DataRow("POST", "/stations/station-x/stop", "Station 'station-x' is not in a leased fleet.")]
    [DataRow("POST", "/stations/station-x/start", "Station 'station-x' is not in a leased fleet.")]
    [DataRow("GET", "/stations/station-x/logs/firmware", "Station 'station-x' is not in a leased fleet.")]
    public async Task Request_UnknownName_Is404(string method, string path, string detail) =>
        (await _lab.Api.SendAsync(Enum.Parse<Method>(method, ignoreCase: true), path, null, Token)).IsProblem(404, detail);

    [TestMethod]
    [DataRow("engine")]
    [DataRow("bridge")]
    [DataRow("2")]
    [DataRow("..%2F..%2Fetc%2Fpasswd")]
    public async Task GetLog_UnknownComponent_Is404(string component) => (await _lab.Api.GetAsync($"/stations/{_station.Name}/logs/{component}", Token))
        .IsProblem(404, $"{_station.Name} has no component '{component}'. It has: emulator, firmware.");

    [TestMethod]
    public async Task GetSavedPeers_NoPeerWasJoined_Is404() => (await _lab.Api.GetAsync($"/stations/{_station.Name}/saved-peers", Token))
        .IsProblem(404, $"The firmware of {_station.Name} has saved no peers.");

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(65)]
    [DataRow(int.MaxValue)]
    public async Task Lease_InvalidSize_Is400(int size) =>
        (await _lab.Api.SendAsync(Method.Post, "/leases", new { size }, Token)).IsProblem(400, $"size {size}: not a number from 1 to 64.");

    [TestMethod]
    [DataRow("{")]
    [DataRow("""{"size":"two"}""")]
    [DataRow("""{"size":1.5}""")]
    [DataRow("[]")]
    [DataRow("")]
    public async Task Lease_InvalidBody_Is400(string body) => IsBadRequest(await _lab.Api.SendAsync(Method.Post, "/leases", body, Token));

    [TestMethod]
    public async Task Restart_UnknownSignal_Is400() => IsBadRequest(await _lab.Api.ActAsync(_station.Name, "restart", Token, "SIGFOO"));

    [TestMethod]
    [DataRow("")]
    [DataRow("two words")]
    [DataRow("name.local")]
    [DataRow("-name")]
    [DataRow("name-")]
    [DataRow("näme")]
    [DataRow("name\n")]
    [DataRow("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task Restart_InvalidHostName_Is400(string hostname) => (await _lab.Api.RenameAsync(_station.Name, hostname, Token))
        .IsProblem(400, $"hostname '{hostname}': not 1 to 63 letters, digits and hyphens that begin and end with a letter or digit.");

    [TestMethod]
    public async Task Restart_UnknownContract_Is400() =>
        (await _lab.Api.RestartAsAsync(_station.Name, "2026-13", Token))
        .IsProblem(400, "contract '2026-13': not one of 2026-02, 2026-07, 2026-09.");

    [TestMethod]
    [DataRow("/leases", null)]
    [DataRow("/openapi/lab.json", null)]
    [DataRow("/nowhere", null)]
    [DataRow("/leases", "x")]
    [DataRow("/openapi/lab.json", "x")]
    [DataRow("/nowhere", "x")]
    public async Task Request_NoTokenOrAnother_Is401(string path, string? lastCharacter)
    {
        using var api = new LabApi(_lab.Host.Url, lastCharacter is null ? null : _lab.Host.Token[..^1] + lastCharacter);

        (await api.GetAsync(path, Token)).IsProblem(401, "Send the lab's token as Authorization: Bearer TOKEN.");
    }

    [TestMethod]
    public async Task Lease_NoToken_Is401()
    {
        using var api = new LabApi(_lab.Host.Url, null);

        Assert.AreEqual(401, (await api.SendAsync(Method.Post, "/leases", new { size = 1 }, Token)).Status);
    }

    private static void IsBadRequest(ApiResponse response)
    {
        Assert.AreEqual(400, response.Status, response.ToString());
        Assert.AreEqual("application/problem+json", response.ContentType, response.ToString());
    }
}
