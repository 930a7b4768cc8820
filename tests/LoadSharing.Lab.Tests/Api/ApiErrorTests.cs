using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;
using RestSharp;

namespace LoadSharing.Lab.Tests.Api;

[TestClass]
public sealed class ApiErrorTests : LabTest
{
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
    public async Task Request_ForWhatIsNotThere_Is404ThatNamesIt(string method, string path, string detail)
    {
        var lab = await StartLabAsync();

        (await lab.Api.SendAsync(Enum.Parse<Method>(method, ignoreCase: true), path, null, Token)).IsProblem(404, detail);
    }

    [TestMethod]
    public async Task Log_OfAPartTheStationDoesNotHave_Is404ThatListsItsParts()
    {
        var lab = await StartLabAsync();
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];

        foreach (var part in new[] { "engine", "bridge", "..%2F..%2Fetc%2Fpasswd" })
        {
            var answer = await lab.Api.GetAsync($"/stations/{station.Name}/logs/{part}", Token);

            answer.IsProblem(404, $"{station.Name} has no component '{part}'. It has: emulator, firmware.");
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(65)]
    [DataRow(int.MaxValue)]
    public async Task Lease_OfAnImpossibleSize_Is400ThatSaysTheRange(int size)
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);

        var answer = await lab.Api.SendAsync(Method.Post, "/leases", new { size }, Token);

        answer.IsProblem(400, $"size {size}: not a number from 1 to 64.");
        Assert.IsEmpty(lab.Processes, "Something was started");
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("""{"size":"two"}""")]
    [DataRow("""{"size":1.5}""")]
    [DataRow("[]")]
    [DataRow("")]
    public async Task Lease_WithoutAReadableBody_Is400ProblemDocument(string body)
    {
        var lab = await StartLabAsync();

        var answer = await lab.Api.SendAsync(Method.Post, "/leases", body, Token);

        Assert.AreEqual(400, answer.Status, answer.ToString());
        Assert.AreEqual("application/problem+json", answer.ContentType, answer.ToString());
    }

    [TestMethod]
    public async Task Restart_ByAnUnknownSignal_Is400AndTouchesNothing()
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];
        var firmware = lab.Process(station.Name, "firmware");

        var answer = await lab.Api.ActAsync(station.Name, "restart", Token, "SIGFOO");

        Assert.AreEqual(400, answer.Status, answer.ToString());
        Assert.AreEqual("application/problem+json", answer.ContentType, answer.ToString());
        Assert.IsTrue(firmware.IsAlive);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("two words")]
    [DataRow("name.local")]
    [DataRow("-name")]
    [DataRow("name-")]
    [DataRow("näme")]
    [DataRow("name\n")]
    [DataRow("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task Restart_UnderANameThatIsNone_Is400ThatSaysTheRuleAndTouchesNothing(string hostname)
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0];
        var firmware = lab.Process(station.Name, "firmware");

        var answer = await lab.Api.RenameAsync(station.Name, hostname, Token);

        answer.IsProblem(400, $"hostname '{hostname}': not 1 to 63 letters, digits and hyphens that begin and end with a letter or digit.");
        Assert.IsTrue(firmware.IsAlive);
        Assert.AreEqual(station, (await lab.Api.GetAsync($"/stations/{station.Name}", Token)).Read<StationDocument>());
    }

    [TestMethod]
    [DataRow("/leases")]
    [DataRow("/openapi/lab.json")]
    [DataRow("/nowhere")]
    public async Task Request_WithoutOrWithAnotherToken_Is401(string path)
    {
        var lab = await StartLabAsync();
        using var without = new LabApi(lab.Host.Url, null);
        using var another = new LabApi(lab.Host.Url, lab.Host.Token[..^1] + "x");

        (await without.GetAsync(path, Token)).IsProblem(401, "Send the lab's token as Authorization: Bearer TOKEN.");
        (await another.GetAsync(path, Token)).IsProblem(401, "Send the lab's token as Authorization: Bearer TOKEN.");
    }

    [TestMethod]
    public async Task Lease_WithoutToken_Is401AndStartsNothing()
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        using var unauthorized = new LabApi(lab.Host.Url, null);

        var answer = await unauthorized.SendAsync(Method.Post, "/leases", new { size = 1 }, Token);

        Assert.AreEqual(401, answer.Status);
        Assert.IsEmpty(lab.Processes);
    }
}
