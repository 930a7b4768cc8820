namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>Manifests that name processes, links and files of others. They made a run of root kill processes and delete links and files.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class ForgedManifestTests : CleanerTest
{
    [TestMethod]
    public async Task Clean_SessionOfAnotherUser_IsSkipped()
    {
        var attacker = SecondUser.Require();
        var session = Orphan();
        var process = Keep(session.StartProcess("station-0", "firmware"));
        await GiveAsync(session.Directory, attacker);

        Assert.AreEqual((0, 0), await Cleaner.CleanAsync());

        Assert.IsTrue(process.Identity.IsAlive, "The process was stopped");
        IsSkipped(session, $"its directory belongs to user {attacker.Id}, not to user 0");
    }

    [TestMethod]
    public async Task Clean_ManifestOfAnotherUser_IsSkipped()
    {
        var attacker = SecondUser.Require();
        var session = Orphan();
        await GiveAsync(session.ManifestFile, attacker);

        Assert.AreEqual((0, 0), await Cleaner.CleanAsync());

        IsSkipped(session, $"it belongs to user {attacker.Id}, not to user 0");
    }

    [TestMethod]
    public async Task Clean_ProcessWithoutTheMark_IsNotStopped()
    {
        var victim = Keep(ForeignProcess.Start());
        Orphan(new ProcessEntry(victim.Identity, "station-0", "firmware"));

        await Cleaner.CleanAsync();

        Assert.IsTrue(victim.Identity.IsAlive, "The process was stopped");
    }

    [TestMethod]
    public async Task Clean_LinkOfTheManifest_IsNotDeleted()
    {
        var link = Sandbox.Combine("lib64");
        File.CreateSymbolicLink(link, "usr/lib64");
        var session = Orphan();
        await File.AppendAllTextAsync(session.ManifestFile, $$"""{"kind":"link","path":"{{link}}"}""" + "\n", Token);

        await Cleaner.CleanAsync();

        Assert.AreEqual("usr/lib64", new FileInfo(link).LinkTarget);
    }

    // Strict JSON: with unknown or repeated properties, a document could mean one thing to this reader and another to a person.
    [TestMethod]
    [DataRow("""{"kind":"kept","also":1}""", "could not be mapped")]
    [DataRow("""{"kind":"namespace","name":"a","name":"b"}""", "Duplicate property")]
    [DataRow("""{"kind":"namespace","name":null}""", "null")]
    [DataRow("null", "null")]
    public async Task Clean_LineThatIsNotExact_SkipsTheSession(string line, string reason)
    {
        var session = Orphan();
        await File.AppendAllTextAsync(session.ManifestFile, line + "\n", Token);

        Assert.AreEqual((0, 0), await Cleaner.CleanAsync());

        IsSkipped(session, reason);
    }
}
