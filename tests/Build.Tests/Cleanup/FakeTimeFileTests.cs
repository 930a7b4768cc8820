using System.Globalization;
using Build.Tests.Support;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.Tests.Cleanup;

/// <summary>What libfaketime keeps in shared memory for a process, and leaves when the process is killed. Here the processes make it themselves.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class FakeTimeFileTests : BuildTest
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Cleanup_ProcessOfAKilledBuild_DeletesItsFiles(bool isAlive)
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
    public async Task Cleanup_RecycledProcessId_KeepsItsFiles()
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
