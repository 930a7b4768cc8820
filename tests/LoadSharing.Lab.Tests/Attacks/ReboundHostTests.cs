namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>A web page whose host name resolves to 127.0.0.1 (DNS rebinding): the browser takes the lab for the attacker's own server.</summary>
[TestClass]
public sealed class ReboundHostTests : LabTest
{
    [TestMethod]
    [DataRow("attacker.example", HttpStatusCode.BadRequest)]
    [DataRow("127.0.0.1.attacker.example", HttpStatusCode.BadRequest)]
    [DataRow("127.0.0.1", HttpStatusCode.OK)]
    [DataRow("localhost", HttpStatusCode.OK)]
    public async Task GetPage_Host_IsChecked(string host, HttpStatusCode expected)
    {
        var lab = await SharedLabs.VirtualAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, lab.Host.PageUrl) { Headers = { Host = $"{host}:{lab.Host.Url.Port}" } };

        using var response = await client.SendAsync(request, Token);

        Assert.AreEqual(expected, response.StatusCode);
    }
}
