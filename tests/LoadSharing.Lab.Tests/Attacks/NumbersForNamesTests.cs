namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>Numbers in place of names in requests to the lab's API. A signal number without a name was sent to the process.</summary>
[TestClass]
public sealed class NumbersForNamesTests : LabTest
{
    [TestMethod]
    [DataRow("stop", "19")]
    [DataRow("restart", "9")]
    [DataRow("restart", "\"9\"")]
    public async Task Action_NumberForASignal_Is400(string action, string signal)
    {
        var lab = await SharedLabs.VirtualAsync();
        var station = await LeaseStationAsync(lab);

        var answer = await lab.Api.SendAsync(Method.Post, $"/stations/{station.Name}/{action}", $$"""{"signal":{{signal}}}""", Token);

        Assert.AreEqual(400, answer.Status, answer.ToString());
    }

    [TestMethod]
    public async Task Release_NumberForAState_Is400()
    {
        var lab = await SharedLabs.VirtualAsync();
        var lease = await LeaseAsync(lab, 1);

        var answer = await lab.Api.SendAsync(Method.Delete, $"/leases/{lease.Id}?state=1", null, Token);

        Assert.AreEqual(400, answer.Status, answer.ToString());
    }
}
