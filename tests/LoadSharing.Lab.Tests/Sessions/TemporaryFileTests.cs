namespace LoadSharing.Lab.Tests.Sessions;

/// <summary>Files of the .NET runtime in the temporary directory, such as its diagnostic socket, which outlive a killed process.</summary>
[TestClass]
public sealed class TemporaryFileTests : LabTest
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task GoDown_Stations_LeaveNoTemporaryFile(bool shareProcess)
    {
        var earlier = Directory.GetFiles(Path.GetTempPath());
        var lab = await StartLabAsync(shareProcess ? StationKinds.Virtual : StationKinds.OwnProcesses);
        await lab.Api.LeaseAsync(2, Token);
        var processes = lab.Processes.Select(process => process.Id.ToString()).ToHashSet();
        Assert.HasCount(shareProcess ? 1 : 4, processes);

        await lab.StopAsync();

        // Their names have the process id between hyphens.
        Assert.IsEmpty(Directory.GetFiles(Path.GetTempPath()).Except(earlier).Where(file => Path.GetFileName(file).Split('-').Any(processes.Contains)));
    }
}
