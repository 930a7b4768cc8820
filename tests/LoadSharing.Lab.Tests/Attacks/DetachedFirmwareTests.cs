namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>A firmware starts a process that leaves its session and parent, closes its files and clears its environment.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class DetachedFirmwareTests : LabTest
{
    [TestMethod]
    public async Task Stop_DetachedProcess_KillsIt()
    {
        var scratch = Keep(new Scratch());
        var detached = new DetachedProcess(scratch);
        var program = await Script.WriteAsync(
            scratch.Combine("firmware"), $"{detached.Commands}\n{VirtualStation.RunFirmware()}", Token);
        var lab = await StartLabAsync(StationKinds.WithFirmware(program));
        if (!lab.Host.Session.IsContained)
        {
            Assert.Inconclusive("This user may not create control groups of version 2.");
        }

        await lab.Host.Fleets.AcquireAsync(new LeaseRequest(1, "test"), Token);
        var process = await detached.StartedAsync(Token);

        await lab.StopAsync();

        Assert.IsFalse(process.IsAlive, "The detached process still runs");
    }
}
