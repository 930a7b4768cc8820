using System.Net;
using System.Net.Sockets;
using System.Text;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Firmware;

/// <summary>What the recordings do not show of the peer API.</summary>
[TestClass]
public sealed class PeersApiTests : StationTest
{
    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    public async Task Add_FiftyPeersFromParallelClients_AllListedAlsoAfterRestart(string contract)
    {
        var hosts = Enumerable.Range(0, 50).Select(n => $"openevse-with-a-rather-long-name-{n}.local").ToList();
        var firmware = await StartFirmwareAsync(0, contract);
        var answers = await Task.WhenAll(hosts.Select(host => firmware.JoinAsync(host, Token)));
        Assert.IsTrue(Array.TrueForAll(answers, answer => answer is { Status: 200, Message: "done" }));
        CollectionAssert.IsSubsetOf(hosts, await HostsAsync(firmware));

        firmware.Process.Kill();
        await firmware.Process.WaitForExitAsync(Token);
        CollectionAssert.IsSubsetOf(hosts, await HostsAsync(await StartFirmwareAsync(firmware.Directory, 0, contract)));
    }

    [TestMethod]
    public async Task Post_WithoutContentLength_IsNeverAnswered()
    {
        var firmware = await StartFirmwareAsync();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, firmware.Http.Port), Token);
        await socket.SendAsync(Encoding.ASCII.GetBytes("POST /loadsharing/discover HTTP/1.1\r\nHost: x\r\n\r\n"), Token);
        for (var i = 0; i < 20; i++)
        {
            Assert.AreEqual(200, (await firmware.Http.PostAsync("/loadsharing/discover", null, Token)).Status);
        }

        Assert.AreEqual(0, socket.Available);
    }

    [TestMethod]
    public async Task Member_WritesToItsGroup_AreRefused()
    {
        var firmware = await StartFirmwareAsync();
        await firmware.JoinAsync("controller.local", Token);
        await firmware.Http.PostAsync("/config", """{"loadsharing_enabled":true,"loadsharing_role":"member","loadsharing_controller_host":"controller.local"}""", Token);
        const string ReadOnly = "Load sharing configuration is read-only on members";
        foreach (var answer in new[]
        {
            await firmware.JoinAsync("peer.local", Token),
            await firmware.Http.DeleteAsync("/loadsharing/peers/controller.local", Token),
            await firmware.Http.PostAsync("/config", """{"loadsharing_priority":1}""", Token),
        })
        {
            Assert.AreEqual(403, answer.Status);
            Assert.AreEqual(ReadOnly, answer.Message);
        }

        Assert.AreEqual(200, (await firmware.Http.PostAsync("/config", """{"loadsharing_enabled":false,"loadsharing_role":"","loadsharing_controller_host":""}""", Token)).Status);
        Assert.HasCount(1, (await firmware.PeersAsync(Token)).Where(row => row.GetProperty("joined").GetBoolean()), "released, it forgets its controller");
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("/config/")]
    [DataRow("/anything?x=1")]
    public async Task Get_UnknownPath_LeadsToTheCaptivePortal(string path)
    {
        var firmware = await StartFirmwareAsync();
        var answer = await firmware.Http.GetAsync(path, Token);
        Assert.AreEqual(301, answer.Status);
        Assert.AreEqual("http://192.168.4.1", answer.Location);
        Assert.AreEqual("text/html", answer.ContentType);
    }

    private async Task<List<string>> HostsAsync(FirmwareStation firmware) => [.. (await firmware.PeersAsync(Token)).Select(row => row.GetProperty("host").GetString()!)];
}
