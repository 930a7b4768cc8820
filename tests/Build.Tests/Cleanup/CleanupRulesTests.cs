using Build.Tests.Support;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Sessions;

namespace Build.Tests.Cleanup;

/// <summary>What Cleanup touches, and what it does not, by manifests written by hand.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class CleanupRulesTests : BuildTest
{
    [TestMethod]
    public async Task Process_OfTheManifest_IsStoppedByItsName()
    {
        var (checkout, process) = (NewCheckout(), Keep(Bystander.Start()));
        var session = LeftSession.In(checkout, new ProcessEntry(process.Identity, "station-0", "firmware"));

        var run = await CleanAsync(checkout);

        Assert.Contains(session.Announcement, run.Lines);
        Assert.Contains(LeftSession.Stopped(process.Identity, "station-0 firmware"), run.Lines);
        Assert.Contains(session.Removal, run.Lines);
        Assert.IsFalse(process.Identity.IsAlive);
    }

    [TestMethod]
    public async Task Process_WithARecycledId_IsNotTouched()
    {
        var (checkout, process) = (NewCheckout(), Keep(Bystander.Start()));
        var session = LeftSession.In(checkout, new ProcessEntry(process.Identity with { Started = "1@another boot" }, "station-0", "firmware"));

        var run = await CleanAsync(checkout);

        Assert.IsTrue(process.Identity.IsAlive, "A process was stopped that only has the same id");
        Assert.DoesNotContain("  stopped", run.Output);
        Assert.Contains(session.Removal, run.Lines);
    }

    [TestMethod]
    public async Task Process_ThatHasEnded_IsNoTrouble()
    {
        var (checkout, process) = (NewCheckout(), Bystander.Start());
        await process.DisposeAsync();
        LeftSession.In(checkout, new ProcessEntry(process.Identity, "station-0", "firmware"));

        var run = await CleanAsync(checkout);

        Assert.DoesNotContain("  stopped", run.Output);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Process_StartedButNotYetNoted_IsFoundByItsMark()
    {
        var checkout = NewCheckout();
        var session = LeftSession.In(checkout);
        var process = Keep(Bystander.Start(Session.EnvironmentMark, session.Id));
        var strangers = Keep(Bystander.Start(Session.EnvironmentMark, session.Id + "0"));

        var run = await CleanAsync(checkout);

        Assert.Contains(LeftSession.Stopped(process.Identity, "not in the manifest"), run.Lines);
        Assert.IsFalse(process.Identity.IsAlive);
        Assert.IsTrue(strangers.Identity.IsAlive, "A process of another session was stopped");
    }

    [TestMethod]
    public async Task Manifest_WithAHalfWrittenLastLine_IsReadUpToThere()
    {
        var (checkout, process) = (NewCheckout(), Keep(Bystander.Start()));
        var session = LeftSession.In(checkout, new ProcessEntry(process.Identity, "station-0", "emulator"));
        await File.AppendAllTextAsync(session.ManifestFile, """{"kind":"process","process":{"id":1,"sta""", Token);

        var run = await CleanAsync(checkout);

        Assert.Contains(LeftSession.Stopped(process.Identity, "station-0 emulator"), run.Lines);
        Assert.Contains(session.Removal, run.Lines);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("not JSON\n")]
    [DataRow("{\"kind\":\"future\"}\n")]
    [DataRow("{}\n")]
    public async Task Manifest_ThatCantBeRead_IsToldAndKeepsNothingElseFromBeingCleaned(string manifest)
    {
        var (checkout, process) = (NewCheckout(), Keep(Bystander.Start()));
        var broken = LeftSession.In(checkout);
        await File.WriteAllTextAsync(broken.ManifestFile, manifest, Token);
        var whole = LeftSession.In(checkout, new ProcessEntry(process.Identity, "station-0", "emulator"));

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.ContainsSingle(
            line => line.StartsWith($"Session {broken.Id} is skipped: its manifest cannot be read (", StringComparison.Ordinal)
                && line.EndsWith($"). Check {broken.Directory} and delete it.", StringComparison.Ordinal),
            run.Lines,
            run.ToString());
        Assert.IsTrue(File.Exists(broken.ManifestFile));
        Assert.Contains(whole.Removal, run.Lines);
        Assert.IsFalse(process.Identity.IsAlive);
    }

    [TestMethod]
    public async Task PtyLink_ThatDangles_IsRemoved()
    {
        var checkout = NewCheckout();
        var link = Path.Combine(checkout.Root, "rapi_pty");
        File.CreateSymbolicLink(link, "/dev/pts/999999");
        LeftSession.In(checkout, new LinkEntry(link));

        var run = await CleanAsync(checkout);

        Assert.Contains($"  removed {link}", run.Lines);
        Assert.IsNull(new FileInfo(link).LinkTarget, "The link is still there");
    }

    [TestMethod]
    public async Task PtyLink_ThatLeadsSomewhere_IsSomebodyElses()
    {
        var checkout = NewCheckout();
        var link = Path.Combine(checkout.Root, "rapi_pty");
        File.CreateSymbolicLink(link, "/dev/null");
        LeftSession.In(checkout, new LinkEntry(link));

        var run = await CleanAsync(checkout);

        Assert.DoesNotContain($"removed {link}", run.Output);
        Assert.AreEqual("/dev/null", new FileInfo(link).LinkTarget);
    }

    [TestMethod]
    public async Task PtyLink_ThatIsAFile_IsLeft()
    {
        var checkout = NewCheckout();
        var file = Path.Combine(checkout.Root, "rapi_pty");
        await File.WriteAllTextAsync(file, "precious", Token);
        LeftSession.In(checkout, new LinkEntry(file), new LinkEntry(Path.Combine(checkout.Root, "was never made")));

        var run = await CleanAsync(checkout);

        Assert.DoesNotContain($"removed {file}", run.Output);
        Assert.AreEqual("precious", await File.ReadAllTextAsync(file, Token));
    }

    [TestMethod]
    public async Task StateOfStations_InTheSession_IsRemovedWithIt()
    {
        var checkout = NewCheckout();
        var session = LeftSession.In(checkout);
        Directory.CreateDirectory(Path.Combine(session.Directory, "fleet-1", "station-0", "epoxyfsdata"));

        await CleanAsync(checkout);

        Assert.IsFalse(Directory.Exists(session.Directory));
    }

    [TestMethod]
    public async Task UnnamedSession_OfAKilledBuild_IsRemovedOnceItIsOld()
    {
        var checkout = NewCheckout();
        var old = Directory.CreateDirectory(Path.Combine(checkout.SessionsDirectory, "20260101-000000-abcdef" + SessionRecord.UnnamedSuffix)).FullName;
        var young = Directory.CreateDirectory(Path.Combine(checkout.SessionsDirectory, "20260101-000001-abcdef" + SessionRecord.UnnamedSuffix)).FullName;
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsFalse(Directory.Exists(old));
        Assert.IsTrue(Directory.Exists(young), "It may be a build that is beginning right now");
    }

    [TestMethod]
    public async Task Sessions_OfSeveralKilledBuilds_AreAllRemovedAndCounted()
    {
        var checkout = NewCheckout();
        var sessions = Enumerable.Range(0, 3).Select(_ => LeftSession.In(checkout)).ToList();

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.Contains("Cleaned up after 3 sessions.", run.Lines);
        Assert.IsTrue(sessions.TrueForAll(session => run.Lines.Contains(session.Removal)), run.ToString());
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Cleanup_TwiceAtOnce_HarmsNeither()
    {
        var checkout = NewCheckout();
        var sessions = Enumerable.Range(0, 20)
            .Select(_ => LeftSession.In(checkout, new ProcessEntry(Keep(Bystander.Start()).Identity, "station-0", "firmware")))
            .ToList();

        var runs = await Task.WhenAll(checkout.RunAsync("--target=Cleanup"), checkout.RunAsync("--target=Cleanup"));

        foreach (var run in runs)
        {
            Assert.AreEqual(0, run.ExitCode, run.ToString());
        }

        Assert.IsTrue(sessions.TrueForAll(session => runs.Any(run => run.Lines.Contains(session.Removal))));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task LabConnection_OfAKilledUp_IsRemovedAndThatOfAnotherSessionIsLeft()
    {
        var (checkout, other) = (NewCheckout(), NewCheckout());
        var session = LeftSession.In(checkout);
        foreach (var (root, id) in new[] { (checkout, session.Id), (other, "20260101-000000-000000") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(root.LabConnection)!);
            LabConnectionFile.Write(root.LabConnection, new LabConnection(new Uri("http://127.0.0.1:1"), "x", id));
        }

        await CleanAsync(checkout);
        LeftSession.In(other);
        await CleanAsync(other);

        Assert.IsFalse(File.Exists(checkout.LabConnection), "Tests started from an IDE still look for the lab that was killed");
        Assert.IsTrue(File.Exists(other.LabConnection), "lab.json of another session was removed");
    }

    private static async Task<BuildResult> CleanAsync(Checkout checkout)
    {
        var run = await checkout.RunAsync("--target=Cleanup");
        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("Cleaned up after 1 session.", run.Lines);
        Assert.IsEmpty(Directory.EnumerateFileSystemEntries(checkout.SessionsDirectory).ToList(), "The session is left");
        return run;
    }
}
