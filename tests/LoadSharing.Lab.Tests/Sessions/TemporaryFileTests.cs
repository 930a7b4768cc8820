using System.Globalization;
using LoadSharing.Lab.Tests.Support;

namespace LoadSharing.Lab.Tests.Sessions;

/// <summary>What a runtime keeps in the temporary directory while it runs, and cannot take away when it is killed.</summary>
[TestClass]
public sealed class TemporaryFileTests : LabTest
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Stations_EndedWithTheirLab_LeaveNoTemporaryFile(bool shareProcess)
    {
        var earlier = Directory.GetFiles(Path.GetTempPath());
        var lab = await StartLabAsync(shareProcess ? Kinds.Virtual : Kinds.OwnProcesses);
        await lab.Api.LeaseAsync(2, Token);
        var processes = lab.Processes.Select(process => process.Id.ToString(CultureInfo.InvariantCulture)).ToHashSet();
        Assert.HasCount(shareProcess ? 1 : 4, processes);

        await lab.GoDownAsync();

        // A file of the runtime has the process id in its name.
        Assert.IsEmpty(Directory.GetFiles(Path.GetTempPath()).Except(earlier).Where(file => Path.GetFileName(file).Split('-').Any(processes.Contains)));
    }
}
