namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>A lab.json that is not of the session. Cleanup deleted it if the session's id was anywhere in it.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ForeignLabConnectionTests : CleanerTest
{
    private string Connection => LabConnection.File(Sandbox.Path);

    [TestInitialize]
    public void CreateArtifacts() => Directory.CreateDirectory(Path.GetDirectoryName(Connection)!);

    [TestMethod]
    public async Task Clean_IdInAnotherMember_KeepsTheFile()
    {
        LabConnectionFile.Write(Connection, new LabConnection(new Uri("http://127.0.0.1:1"), $"token of {Orphan().Id}", "20260101-000000-000000"));

        Assert.AreEqual((1, 0), await Cleaner.CleanAsync());

        Assert.IsTrue(File.Exists(Connection));
    }

    [TestMethod]
    public async Task Clean_LinkToAFile_KeepsBoth()
    {
        var file = Sandbox.Combine("precious.json");
        LabConnectionFile.Write(file, new LabConnection(new Uri("http://127.0.0.1:1"), "token", Orphan().Id));
        File.CreateSymbolicLink(Connection, file);

        Assert.AreEqual((1, 0), await Cleaner.CleanAsync());

        Assert.IsTrue(File.Exists(file));
        Assert.AreEqual(file, new FileInfo(Connection).LinkTarget);
    }

    [TestMethod]
    public async Task Clean_FileOfAnotherUser_IsKept()
    {
        var attacker = SecondUser.Require();
        LabConnectionFile.Write(Connection, new LabConnection(new Uri("http://127.0.0.1:1"), "token", Orphan().Id));
        await GiveAsync(Connection, attacker);

        Assert.AreEqual((1, 0), await Cleaner.CleanAsync());

        Assert.IsTrue(File.Exists(Connection));
    }
}
