using System.Globalization;
using LoadSharing.Lab.Sessions;
using Build.Tests.Support;

namespace Build.Tests.Cleanup;

/// <summary>What libfaketime keeps in shared memory for a process, and leaves when the process is killed. Here the processes make it themselves.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class FakeTimeFileTests : BuildTest
{
    [TestMethod]
    public async Task Firmware_ThatIsKilled_LeavesNothing()
    {
        var script = await Script.WriteAsync(
            Keep(new Scratch()).Combine("firmware"),
            $": >/dev/shm/faketime_shm_$$; : >/dev/shm/sem.faketime_sem_$$\nexec '{Installation.Shared.VirtualStation}' firmware \"$@\"",
            Token);
        var lab = await StartLabAsync(Kinds.WithFirmware(script));
        var station = (await lab.Api.LeaseAsync(1, Token)).Stations[0].Name;
        var first = lab.Process(station, "firmware");
        Assert.HasCount(2, Of(first));

        Assert.AreEqual(200, (await lab.Api.ActAsync(station, "restart", Token, "SIGKILL")).Status);

        var second = lab.Process(station, "firmware");
        Assert.IsEmpty(Of(first), "The restart has left it");
        Assert.HasCount(2, Of(second));
        await lab.GoDownAsync();
        Assert.IsEmpty(Of(second), "The lab has left it");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task ProcessOfAKilledBuild_AliveOrNot_LeavesNothingAfterCleanup(bool isAlive)
    {
        var (checkout, process) = (NewCheckout(), Bystander.Start());
        await MakeAsync(process.Identity);
        if (isAlive)
        {
            Keep(process);
        }
        else
        {
            await process.DisposeAsync();
        }

        LeftSession.In(checkout, new ProcessEntry(process.Identity, "station-0", "firmware"));

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsEmpty(Of(process.Identity));
    }

    [TestMethod]
    public async Task ProcessWithARecycledId_KeepsIts()
    {
        var (checkout, process) = (NewCheckout(), Keep(Bystander.Start()));
        await MakeAsync(process.Identity);
        LeftSession.In(checkout, new ProcessEntry(process.Identity with { Started = "1@another boot" }, "station-0", "firmware"));

        await checkout.RunAsync("--target=Cleanup");

        var files = Of(process.Identity);
        files.ToList().ForEach(File.Delete);
        Assert.HasCount(2, files, "What a living process has was removed");
    }

    private async Task MakeAsync(ProcessIdentity process)
    {
        foreach (var file in Names(process))
        {
            await File.WriteAllTextAsync(file, "", Token);
        }
    }

    private static IReadOnlyList<string> Of(ProcessIdentity process) => [.. Names(process).Where(File.Exists)];

    private static string[] Names(ProcessIdentity process)
    {
        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        return [$"/dev/shm/faketime_shm_{id}", $"/dev/shm/sem.faketime_sem_{id}"];
    }
}
