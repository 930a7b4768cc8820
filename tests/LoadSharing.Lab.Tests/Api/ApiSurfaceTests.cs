using System.Net.NetworkInformation;

namespace LoadSharing.Lab.Tests.Api;

[TestClass]
public sealed class ApiSurfaceTests : LabTest
{
    [TestMethod]
    public async Task OpenApi_Document_HasEveryOperation()
    {
        var lab = await SharedLabs.VirtualAsync();

        var document = (await lab.Api.GetAsync("/openapi/lab.json", Token)).Read<JsonElement>();

        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"))
            .ToArray();
        string[] expected =
        [
            "POST /leases", "GET /leases", "GET /leases/{id}", "DELETE /leases/{id}", "GET /leases/{id}/services", "GET /leases/{id}/packets",
            "POST /leases/{id}/partition", "DELETE /leases/{id}/partition", "POST /leases/{id}/impairment", "DELETE /leases/{id}/impairment",
            "GET /stations/{name}", "POST /stations/{name}/restart", "POST /stations/{name}/stop", "POST /stations/{name}/start",
            "POST /stations/{name}/backup",
            "POST /stations/{name}/freeze", "POST /stations/{name}/thaw", "POST /stations/{name}/serial", "DELETE /stations/{name}/serial",
            "POST /stations/{name}/discover", "POST /stations/{name}/connect-car", "POST /stations/{name}/request-charge",
            "GET /stations/{name}/saved-peers", "GET /stations/{name}/logs/{component}", "GET /stations/{name}/logs/{component}/follow", "GET /snapshots",
            "POST /tests", "POST /measurements",
        ];
        Expect.Set(operations, expected);
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString()!);
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            Assert.IsTrue(operation.Value.TryGetProperty("summary", out _), $"{operation.Name} has no summary");
        }
    }

    [TestMethod]
    public async Task Listener_Api_IsOnLoopbackOnly()
    {
        var lab = await SharedLabs.VirtualAsync();

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == lab.Host.Url.Port);

        Assert.AreEqual(IPAddress.Loopback, Assert.ContainsSingle(listeners).Address);
    }

    [TestMethod]
    public async Task Listeners_VirtualStation_AreOnLoopbackOnly()
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        int[] ports = [station.FirmwareUrl.Port, station.EmulatorUrl.Port];
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => ports.Contains(listener.Port)).ToList();

        Assert.HasCount(2, listeners);
        Assert.IsTrue(listeners.TrueForAll(listener => IPAddress.IsLoopback(listener.Address)), string.Join(", ", listeners));
    }

    [TestMethod]
    public async Task Token_TwoLabs_Differs()
    {
        var (one, other) = (await SharedLabs.VirtualAsync(), await SharedLabs.OwnProcessesAsync());

        Assert.AreNotEqual(one.Host.Token, other.Host.Token);
        Assert.IsGreaterThanOrEqualTo(32, one.Host.Token.Length);
    }

    [TestMethod]
    public async Task ReportTest_Events_ReachTheRun()
    {
        var lab = await SharedLabs.VirtualAsync();

        var started = await lab.Api.SendAsync(Method.Post, "/tests", new { test = "A.B(2)", state = "started" }, Token);
        var failed = await lab.Api.SendAsync(Method.Post, "/tests", new { test = "A.B(2)", state = "failed", message = "why" }, Token);

        Assert.AreEqual(204, started.Status);
        Assert.AreEqual(204, failed.Status);
        TestEvent[] expected = [new("A.B(2)", TestState.Started, null), new("A.B(2)", TestState.Failed, "why")];
        CollectionAssert.AreEqual(expected, lab.Events.Tests.ToArray());
    }

    [TestMethod]
    public async Task GetStation_LeasedStation_ReturnsItsDocument()
    {
        var lab = await SharedLabs.VirtualAsync();
        var lease = await LeaseAsync(lab, 2);

        Assert.AreEqual(lease.Stations[1], (await lab.Api.GetAsync($"/stations/{lease.Stations[1].Name}", Token)).Read<StationDocument>());
    }

    [TestMethod]
    public async Task GetLeases_Lease_IsListed()
    {
        var lab = await SharedLabs.VirtualAsync();
        var lease = await LeaseAsync(lab, 1);

        Assert.ContainsSingle(other => other.Id == lease.Id, (await lab.Api.GetAsync("/leases", Token)).Read<LeaseDocument[]>());
    }
}
