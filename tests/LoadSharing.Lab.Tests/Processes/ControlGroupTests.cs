namespace LoadSharing.Lab.Tests.Processes;

/// <summary>Real control groups. The kernel has the limits only where the parent group delegates its controllers.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ControlGroupTests : LabTest
{
    [TestMethod]
    [DataRow("pids.max")]
    [DataRow("memory.max")]
    public async Task TryCreate_DelegatedController_IsLimited(string file)
    {
        var group = ControlGroup.Candidates($"load-sharing-test-{Environment.ProcessId}-{file}").FirstOrDefault(candidate => candidate.TryCreate())
            ?? throw new AssertInconclusiveException("This user may not create control groups of version 2.");
        try
        {
            var path = Path.Combine(group.Path, file);
            if (!File.Exists(path))
            {
                throw new AssertInconclusiveException($"The parent group does not delegate the controller of {file}.");
            }

            Assert.AreNotEqual("max\n", await File.ReadAllTextAsync(path, Token));
        }
        finally
        {
            await group.RemoveAsync(new LabTimeouts(1));
        }
    }
}
