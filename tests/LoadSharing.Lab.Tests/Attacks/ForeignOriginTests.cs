using System.Net.Http.Headers;

namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>A foreign web page in the browser of a user, which has got the token and sends requests to the lab.</summary>
[TestClass]
public sealed class ForeignOriginTests : LabTest
{
    [TestMethod]
    [DataRow("https://attacker.example", HttpStatusCode.Forbidden)]
    [DataRow("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [DataRow("null", HttpStatusCode.Forbidden)]
    [DataRow("{lab}", HttpStatusCode.OK)]
    public async Task Stop_Origin_IsChecked(string origin, HttpStatusCode expected)
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(lab.Host.Url, $"/stations/{station.Name}/stop"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", lab.Host.Token);
        request.Headers.Add("Origin", origin.Replace("{lab}", lab.Host.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));

        using var response = await client.SendAsync(request, Token);

        Assert.AreEqual(expected, response.StatusCode);
        var state = (await lab.Api.GetAsync($"/stations/{station.Name}", Token)).Read<StationDocument>().State;
        Assert.AreEqual(expected == HttpStatusCode.OK ? StationState.FirmwareStopped : StationState.Ready, state);
    }
}
