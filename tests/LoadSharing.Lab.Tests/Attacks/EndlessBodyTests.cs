namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>Bodies of a gigabyte. The lab held three gigabytes of memory for one of them.</summary>
[TestClass]
[DoNotParallelize] // The allocations that it measures are those of the whole process.
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class EndlessBodyTests : LabTest
{
    private const int Megabyte = 1 << 20;
    private const int Megabytes = 1024;
    private const int MaximumMegabytes = 64;

    [TestMethod]
    public async Task Lease_EndlessConfig_TakesLittleMemory()
    {
        var lab = await StartLabAsync("/config");
        var before = GC.GetTotalAllocatedBytes();

        await lab.Api.LeaseAsync(1, Token);

        Assert.IsLessThan(MaximumMegabytes, (GC.GetTotalAllocatedBytes() - before) / Megabyte);
    }

    [TestMethod]
    public async Task Lease_EndlessPeerList_FailsWithTheLimit()
    {
        var lab = await StartLabAsync("/loadsharing/peers");
        var before = GC.GetTotalAllocatedBytes();

        var response = await lab.Api.SendAsync(Method.Post, "/leases", new { size = 1 }, Token);

        Assert.AreEqual(409, response.Status, response.ToString());
        Assert.Contains("/loadsharing/peers must return 200 with an array of objects. It returned more than 1 MB.", response.Body);
        Assert.IsLessThan(MaximumMegabytes, (GC.GetTotalAllocatedBytes() - before) / Megabyte);
    }

    private async Task<LabUnderTest> StartLabAsync(string path)
    {
        var scratch = Keep(new Scratch());
        var command = await HostileFirmware.WriteAsync(scratch, path, new string('a', Megabyte), Megabytes, firstIsHostile: true, Token);
        return await StartLabAsync(StationKinds.WithFirmware(await Script.WriteAsync(scratch.Combine("firmware"), $"exec {command} \"$@\"", Token)));
    }
}
