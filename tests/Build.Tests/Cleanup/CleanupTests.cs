namespace Build.Tests.Cleanup;

/// <summary>Clean-up by <c>--target=Cleanup</c>, and by the next build.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class CleanupTests : BuildTest
{
    [TestMethod]
    public async Task Cleanup_SeveralSessions_CountsThem()
    {
        var checkout = NewCheckout();
        var sessions = Enumerable.Range(0, 3).Select(_ => checkout.AddOrphan()).ToList();

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("Cleaned up after 3 sessions.", run.Lines);
        Assert.IsTrue(sessions.TrueForAll(session => run.Lines.Contains(session.Removal)), run.ToString());
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Cleanup_TwoAtOnce_BothSucceed()
    {
        var checkout = NewCheckout();
        var sessions = Enumerable.Range(0, 20).Select(_ => checkout.AddOrphan()).ToList();
        sessions.ForEach(session => Keep(session.StartProcess("station-0", "firmware")));

        var runs = await Task.WhenAll(checkout.RunAsync("--target=Cleanup"), checkout.RunAsync("--target=Cleanup"));

        foreach (var run in runs)
        {
            Assert.AreEqual(0, run.ExitCode, run.ToString());
        }

        Assert.IsTrue(sessions.TrueForAll(session => runs.Any(run => run.Lines.Contains(session.Removal))));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Cleanup_KilledIntegrationTests_StopsTheSuite()
    {
        var checkout = NewCheckout();
        var build = checkout.Start("--target=IntegrationTests", "--instances=2", "--own-processes", SuiteTests.Filter(SuiteTests.Discovery));
        await build.StillRunsUntilAsync(
            "an emulator has been started",
            () => checkout.Sessions.Any(session => session.Entries.OfType<ProcessEntry>().Any(entry => entry.Component == "emulator")) ? null : "none has",
            Token);
        await checkout.KillAsync(build);

        var cleanup = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, cleanup.ExitCode, cleanup.ToString());
        Assert.Contains("Cleaned up after 1 session.", cleanup.Lines);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Up_AfterAKilledUp_RemovesItsOrphansOnly()
    {
        var machine = Keep(new Scratch());
        var (killed, later) = (NewCheckout(sessions: machine.Path), NewCheckout(sessions: machine.Path));
        var killedUp = await killed.UpAsync("--stations=2");
        await killed.KillAsync(killedUp);
        var orphan = Assert.ContainsSingle(killed.Sessions);
        var kept = killed.AddOrphan(new KeptEntry());
        var process = Keep(kept.StartProcess("station-0", "firmware"));

        // Another process holds this manifest open, as a lab in another container does.
        var heldOpen = killed.AddOrphan();
        using var manifest = Manifest.Open(heldOpen.Directory);

        var up = await later.UpAsync("--stations=1");

        Assert.Contains($"Removed the orphans of a killed build: session {orphan.Id}.\n", up.Output);
        Assert.IsFalse(orphan.Entries.OfType<ProcessEntry>().Any(entry => entry.Process.IsAlive), "A station of the killed build still runs");
        Assert.IsFalse(Directory.Exists(orphan.Directory), "The session of the killed build still exists");
        Assert.IsFalse(File.Exists(killed.LabConnection), "lab.json of the killed build still exists");
        Assert.IsTrue(process.Identity.IsAlive, "A process of a kept fleet was stopped");
        Assert.IsTrue(Directory.Exists(kept.Directory), "A kept session was removed");
        Assert.IsTrue(Directory.Exists(heldOpen.Directory), "A session whose manifest is open was removed");
    }
}
