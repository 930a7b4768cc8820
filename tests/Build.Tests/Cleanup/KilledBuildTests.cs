using System.Globalization;
using Build.Tests.Support;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace Build.Tests.Cleanup;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class KilledBuildTests : BuildTest
{
    [TestMethod]
    public async Task Cleanup_KilledUp_RemovesItsStations()
    {
        var checkout = NewCheckout();
        var session = await KilledUpAsync(checkout);
        var stations = session.Entries.OfType<StationEntry>().ToList();
        var processes = session.Entries.OfType<ProcessEntry>().ToList();
        Assert.HasCount(4, processes);
        foreach (var station in stations)
        {
            Assert.IsNull(await StationHttp.SilenceAsync(new Uri(station.FirmwareUrl), Token), "A station went down with the build");
        }

        var status = await checkout.RunAsync("--target=Status");

        Assert.AreEqual(0, status.ExitCode, status.ToString());
        Assert.Contains($"Session {session.Id}: Up of {checkout.Root}, its build is gone; ./build.sh --target=Cleanup removes its orphans", status.Lines);
        foreach (var station in stations)
        {
            var (emulator, firmware) = (Process(processes, station, "emulator"), Process(processes, station, "firmware"));
            Assert.Contains(
                $"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}; "
                + $"processes: emulator {Text(emulator)}, firmware {Text(firmware)}",
                status.Lines);
        }

        var cleanup = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, cleanup.ExitCode, cleanup.ToString());
        Assert.Contains($"Session {session.Id} (Up): its build is gone.", cleanup.Lines);
        CollectionAssert.AreEquivalent(
            processes.Select(entry => LeftSession.Stopped(entry.Process, $"{entry.Station} {entry.Component}")).ToArray(),
            cleanup.Lines.Where(line => line.StartsWith("  stopped ", StringComparison.Ordinal)).ToArray(),
            "It stopped others than those of the session");
        Assert.Contains($"  removed {session.Directory}", cleanup.Lines);
        Assert.Contains("Cleaned up after 1 session.", cleanup.Lines);
        Assert.IsFalse(processes.Exists(entry => entry.Process.IsAlive), "A station runs on");
        checkout.IsClean();

        var again = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, again.ExitCode, again.ToString());
        Assert.Contains("Nothing to clean up.", again.Lines);
        Assert.Contains("No lab is up, and no killed build left anything running.", (await checkout.RunAsync("--target=Status")).Lines);
    }

    [TestMethod]
    public async Task Cleanup_LabIsUp_SkipsIt()
    {
        var machine = Keep(new Scratch());
        var (living, killed) = (NewCheckout(sessions: machine.Path), NewCheckout(sessions: machine.Path));
        var up = await living.UpAsync("--stations=1");
        var live = Assert.ContainsSingle(living.Sessions);
        var left = await KilledUpAsync(killed);

        var status = await killed.RunAsync("--target=Status");
        Assert.Contains($"Session {live.Id}: Up of {living.Root}, up, process {Text(live.Owner.Process)}", status.Lines);

        var cleanup = await killed.RunAsync("--target=Cleanup");

        var owner = live.Owner.Process.Id;
        Assert.Contains($"Session {live.Id} is in use (Up, process {Text(live.Owner.Process)}, {living.Root}): skipped.", cleanup.Lines);
        Assert.AreEqual(up.Identity.Id, owner);
        Assert.Contains($"  removed {left.Directory}", cleanup.Lines);
        Assert.IsTrue(live.Entries.OfType<ProcessEntry>().All(entry => entry.Process.IsAlive), "A station of the lab that is up was stopped");
        Assert.IsNull(await StationHttp.SilenceAsync(new Uri(live.Entries.OfType<StationEntry>().First().FirmwareUrl), Token));
        Assert.IsTrue(File.Exists(living.LabConnection), "lab.json of the lab that is up was removed");

        var again = await killed.RunAsync("--target=Cleanup");

        Assert.Contains($"Session {live.Id} is in use (Up, process {Text(live.Owner.Process)}, {living.Root}): skipped.", again.Lines);
        Assert.Contains("Nothing to clean up.", again.Lines);
    }

    [TestMethod]
    public async Task Cleanup_KilledIntegrationTests_StopsTheSuite()
    {
        var checkout = NewCheckout();
        var build = checkout.Start("--target=IntegrationTests", "--instances=4", "--own-processes", "--filter=FullyQualifiedName~PeerDiscoveryMdns");
        await build.StillRunsUntilAsync(
            "stations of a test are being started",
            () => checkout.Sessions.Any(session => session.Entries.OfType<ProcessEntry>().Any(entry => entry.Component == "emulator")) ? null : "no fleet is leased",
            Token);
        build.Signal(Signals.Kill);
        await build.ExitAsync(Token);

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
        var left = await KilledUpAsync(killed);
        var bystander = Keep(Bystander.Start());
        var kept = LeftSession.In(killed, new ProcessEntry(bystander.Identity, "station-0", "firmware"), new KeptEntry());
        var held = LeftSession.In(killed);
        using var elsewhere = Manifest.Open(held.Directory);

        var up = await later.UpAsync("--stations=1");

        Assert.Contains($"Removed the orphans of a killed build: session {left.Id}.\n", up.Output);
        Assert.IsFalse(left.Entries.OfType<ProcessEntry>().Any(entry => entry.Process.IsAlive), "A station of the killed one runs on");
        Assert.IsFalse(Directory.Exists(left.Directory), "The killed one's session is left");
        Assert.IsFalse(File.Exists(killed.LabConnection), "lab.json of the killed one is left");
        Assert.IsTrue(bystander.Identity.IsAlive, "A kept station was stopped");
        Assert.IsTrue(Directory.Exists(kept.Directory), "A kept session was removed");
        Assert.IsTrue(Directory.Exists(held.Directory), "A session was removed whose lab runs where its process can't be seen");
    }

    private async Task<SessionRecord> KilledUpAsync(Checkout checkout)
    {
        var up = await checkout.UpAsync("--stations=2", "--own-processes");
        up.Signal(Signals.Kill);
        await up.ExitAsync(Token);
        return checkout.Sessions.Single(session => session.Owner.Checkout == checkout.Root);
    }

    private static ProcessIdentity Process(IEnumerable<ProcessEntry> entries, StationEntry station, string part) =>
        entries.Single(entry => entry.Station == station.Name && entry.Component == part).Process;

    private static string Text(ProcessIdentity process) => process.Id.ToString(CultureInfo.InvariantCulture);
}
