using System.Runtime.Versioning;

namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>Sessions directories that another user created first, or can write to. The owner could change the files of every run.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ForeignSessionsDirectoryTests : ProcessTest
{
    private Scratch _shared = null!;

    private string Sessions => _shared.Combine("sessions");

    [TestInitialize]
    public void CreateSharedDirectory() => _shared = Keep(SecondUser.NewSharedDirectory());

    [TestMethod]
    [DataRow("700")]
    [DataRow("1777")]
    public async Task WhyNotPrivate_DirectoryOfAnotherUser_NamesBothUsers(string mode)
    {
        var attacker = SecondUser.Require();
        await attacker.RunAsync("mkdir -m \"$2\" \"$1\"", [Sessions, mode], Token);

        Assert.AreEqual(
            $"{Sessions} belongs to user {attacker.Id}, not to user 0 of this process", PrivateFiles.WhyNotPrivate(Sessions));
    }

    [TestMethod]
    public async Task WhyNotPrivate_LinkOfAnotherUser_IsNotFollowed()
    {
        var attacker = SecondUser.Require();
        var own = Keep(new Scratch());
        await attacker.RunAsync("ln -s \"$2\" \"$1\"", [Sessions, own.Path], Token);

        Assert.Contains("a link is not followed", PrivateFiles.WhyNotPrivate(Sessions)!);
    }

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    [DataRow(UnixFileMode.GroupWrite)]
    [DataRow(UnixFileMode.OtherRead | UnixFileMode.OtherExecute)]
    public void WhyNotPrivate_OthersHaveAccess_NamesTheMode(UnixFileMode others)
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        PrivateFiles.CreateDirectory(Sessions);
        File.SetUnixFileMode(Sessions, Own | others);

        Assert.Contains($"has mode {Convert.ToString((int)(Own | others), 8)} instead of 700", PrivateFiles.WhyNotPrivate(Sessions)!);
    }

    [TestMethod]
    public void WhyNotPrivate_NewDirectory_IsNull() => Assert.IsNull(PrivateFiles.WhyNotPrivate(PrivateFiles.CreateDirectory(Sessions)));
}
