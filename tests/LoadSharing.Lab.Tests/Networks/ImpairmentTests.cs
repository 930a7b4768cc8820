namespace LoadSharing.Lab.Tests.Networks;

/// <summary>The network of a fleet in a namespace that loses or delays packets.</summary>
[TestClass]
[NamespaceCondition]
public sealed class ImpairmentTests : LabTest
{
    [TestMethod]
    public async Task Impair_Delay_ActsBetweenStationsOnly()
    {
        if (!NetworkNamespace.HasNetem)
        {
            Assert.Inconclusive("The kernel has no sch_netem.");
        }

        var lab = await StartNamespacedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);

        Assert.AreEqual(204, (await lab.Api.SendAsync(Method.Post, $"/leases/{fleet.Id}/impairment", new { delayMilliseconds = 200 }, Token)).Status);

        Assert.IsGreaterThan(TimeSpan.FromMilliseconds(400), await RoundTripAsync(lab, fleet), "A connection and a request take two round trips");
        await lab.Api.SendAsync(Method.Delete, $"/leases/{fleet.Id}/impairment", null, Token);
        Assert.IsLessThan(TimeSpan.FromMilliseconds(400), await RoundTripAsync(lab, fleet), "The delay was undone");
    }

    [TestMethod]
    public async Task Heal_NetworkThatIsNotImpaired_IsAccepted()
    {
        var lab = await StartNamespacedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);

        Assert.AreEqual(204, (await lab.Api.SendAsync(Method.Delete, $"/leases/{fleet.Id}/impairment", null, Token)).Status);
    }

    [TestMethod]
    public async Task Impair_KernelWithoutNetem_Is409()
    {
        if (NetworkNamespace.HasNetem)
        {
            Assert.Inconclusive("The kernel has sch_netem.");
        }

        var lab = await StartNamespacedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);

        var response = await lab.Api.SendAsync(Method.Post, $"/leases/{fleet.Id}/impairment", new { lossPercent = 5 }, Token);

        Assert.AreEqual(409, response.Status);
        Assert.Contains("Loss and delay need tc of iproute2 and the kernel module sch_netem", response.Body);
    }

    private async Task<TimeSpan> RoundTripAsync(LabUnderTest lab, LeaseDocument fleet)
    {
        var network = $"openevse-{lab.Host.Session.Id}-{lab.Host.Fleets.Leases.Single(lease => lease.Id == fleet.Id).Fleet.Id}";
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var url = $"http://127.0.0.1:{fleet.Stations[0].FirmwareUrl.Port}/config";
        await Namespaces.OutputAsync("ip", ["netns", "exec", network, "curl", "--silent", url], Token);
        return System.Diagnostics.Stopwatch.GetElapsedTime(start);
    }
}
