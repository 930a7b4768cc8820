namespace LoadSharing.Lab.Tests.Sessions;

/// <summary>Files of libfaketime in shared memory, one pair for each process, which outlive a killed process. Here a script creates them.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class FakeTimeFileTests : LabTest
{
    [TestMethod]
    public async Task Stop_KilledFirmware_DeletesItsFiles()
    {
        var script = await Script.WriteAsync(
            Keep(new Scratch()).Combine("firmware"),
            $": >/dev/shm/faketime_shm_$$; : >/dev/shm/sem.faketime_sem_$$\n{VirtualStation.RunFirmware()}",
            Token);
        var lab = await StartLabAsync(StationKinds.WithFirmware(script));
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0].Name;
        var first = lab.Process(station, "firmware");
        Assert.HasCount(2, FakeTimeFile.Of(first));

        Assert.AreEqual(200, (await lab.Api.ActAsync(station, "restart", Token, "SIGKILL")).Status);

        var second = lab.Process(station, "firmware");
        Assert.IsEmpty(FakeTimeFile.Of(first), "A restart must delete the files of the old process");
        Assert.HasCount(2, FakeTimeFile.Of(second));
        await lab.StopAsync();
        Assert.IsEmpty(FakeTimeFile.Of(second), "The lab must delete the files when it goes down");
    }
}
