namespace VirtualStation.Tests.Firmware;

/// <summary>The password for the HTTP API. Its rules are those of the source of both generations.</summary>
[TestClass]
public sealed class AuthenticationTests : StationTest
{
    private const string Network = "\"ssid\":\"EPX_OK\",";
    private const string User = "\"www_username\":\"admin\"";
    private const string Password = "\"www_password\":\"secret\"";

    [TestMethod]
    [DataRow("2026-07", $"{{{User},{Password}}}", 200, DisplayName = "2026-07, an access point only")]
    [DataRow("2026-07", $"{{{Network}{Password}}}", 200, DisplayName = "2026-07, a password without a user")]
    [DataRow("2026-07", $"{{{Network}{User}}}", 401, DisplayName = "2026-07, a user without a password")]
    [DataRow("2026-07", $"{{{Network}{User},{Password}}}", 401, DisplayName = "2026-07, both")]
    [DataRow("2026-09", $"{{{User},{Password}}}", 200, DisplayName = "2026-09, an access point only")]
    [DataRow("2026-09", $"{{{Network}{Password}}}", 401, DisplayName = "2026-09, a password without a user")]
    [DataRow("2026-09", $"{{{Network}{User}}}", 200, DisplayName = "2026-09, a user without a password")]
    public async Task Get_WithoutCredentials_FollowsTheSettings(string contract, string settings, int status)
    {
        var firmware = await StartFirmwareAsync(contract: contract);

        await firmware.Http.PostAsync("/config", settings, Token);

        Assert.AreEqual(status, (await firmware.Http.GetAsync("/config", Token)).Status);
    }
}
