namespace VirtualStation.Tests.Firmware;

/// <summary>Behaviour of the peer API that the recordings do not contain.</summary>
[TestClass]
public sealed class PeersApiTests : StationTest
{
    private const string MemberSettings = """{"loadsharing_enabled":true,"loadsharing_role":"member","loadsharing_controller_host":"controller.local"}""";
    private const string ReleasedSettings = """{"loadsharing_enabled":false,"loadsharing_role":"","loadsharing_controller_host":""}""";

    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    [DataRow("2026-09")]
    public async Task AddPeer_FiftyConcurrentRequests_AllAreListedAfterKill(string contract)
    {
        var hosts = Enumerable.Range(0, 50).Select(n => $"openevse-with-a-rather-long-name-{n}.local").ToList();
        var firmware = await StartFirmwareAsync(0, contract);
        var responses = await Task.WhenAll(hosts.Select(host => firmware.AddPeerAsync(host, Token)));
        Assert.IsTrue(Array.TrueForAll(responses, response => response is { Status: 200, Message: "done" }));
        CollectionAssert.IsSubsetOf(hosts, await HostsAsync(firmware));

        await firmware.Process.StopAsync(isGraceful: false, Token);

        CollectionAssert.IsSubsetOf(hosts, await HostsAsync(await StartFirmwareAsync(firmware.Directory, 0, contract)));
    }

    [TestMethod]
    public async Task Post_NoContentLength_IsNotAnswered()
    {
        var firmware = await StartFirmwareAsync();

        using var socket = await PostWithoutLengthAsync(firmware.Http.Port, "/loadsharing/discover");

        for (var i = 0; i < 20; i++)
        {
            Assert.AreEqual(200, (await firmware.Http.PostAsync("/loadsharing/discover", null, Token)).Status);
        }

        Assert.AreEqual(0, socket.Available);
    }

    [TestMethod]
    [DataRow("POST", "/loadsharing/peers", """{"host":"peer.local"}""")]
    [DataRow("DELETE", "/loadsharing/peers/controller.local", null)]
    [DataRow("POST", "/config", """{"loadsharing_priority":1}""")]
    public async Task Member_ChangesItsGroup_IsRefused(string method, string path, string? body)
    {
        var firmware = await StartFirmwareAsync();
        await firmware.AddPeerAsync("controller.local", Token);
        await firmware.Http.PostAsync("/config", MemberSettings, Token);

        var response = await firmware.Http.SendAsync(method, path, body, Token);

        Assert.AreEqual(403, response.Status);
        Assert.AreEqual("Load sharing configuration is read-only on members", response.Message);
    }

    [TestMethod]
    public async Task Member_Released_RemovesItsController()
    {
        var firmware = await StartFirmwareAsync();
        await firmware.AddPeerAsync("controller.local", Token);
        await firmware.Http.PostAsync("/config", MemberSettings, Token);

        Assert.AreEqual(200, (await firmware.Http.PostAsync("/config", ReleasedSettings, Token)).Status);

        var joined = Assert.ContainsSingle((await firmware.PeersAsync(Token)).Where(row => row.GetProperty("joined").GetBoolean()));
        Assert.IsTrue(joined.GetProperty("isLocal").GetBoolean());
    }

    [TestMethod]
    public async Task Member_ReleasedBySeptember2026_RemovesFirstPeer()
    {
        var firmware = await StartFirmwareAsync(0, "2026-09");
        await firmware.AddPeerAsync("other.local", Token);
        await firmware.AddPeerAsync("another.local", Token);
        await firmware.Http.PostAsync("/config", MemberSettings, Token);

        await firmware.Http.PostAsync("/config", ReleasedSettings, Token);

        var joined = (await firmware.PeersAsync(Token)).Where(row => row.GetProperty("joined").GetBoolean()).Select(row => row.GetProperty("host").GetString());
        Assert.AreEqual("openevse-native-0.local, another.local", string.Join(", ", joined));
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("/config/")]
    [DataRow("/anything?x=1")]
    public async Task Get_UnknownPath_RedirectsToCaptivePortal(string path)
    {
        var firmware = await StartFirmwareAsync();

        var response = await firmware.Http.GetAsync(path, Token);

        Assert.AreEqual(301, response.Status);
        Assert.AreEqual("http://192.168.4.1", response.Location);
        Assert.AreEqual("text/html", response.ContentType);
    }

    private async Task<List<string>> HostsAsync(RunningFirmware firmware) =>
        [.. (await firmware.PeersAsync(Token)).Select(row => row.GetProperty("host").GetString()!)];
}
