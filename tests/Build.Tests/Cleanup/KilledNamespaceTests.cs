namespace Build.Tests.Cleanup;

/// <summary>Network namespaces of fleets after their build was killed or signalled.</summary>
[TestClass]
[NamespaceCondition]
public sealed class KilledNamespaceTests : BuildTest
{
    private Checkout _checkout = null!;
    private string[] _options = [];

    [TestInitialize]
    public async Task CreateCheckoutAsync()
    {
        _checkout = NewCheckout();
        _options = ["--stations=1", "--emulator=virtual", $"--firmware={await Namespaces.FirmwareAsync(Keep(new Scratch()), before: "", Token)}"];
    }

    [TestMethod]
    public async Task Cleanup_KilledUp_RemovesItsNamespace()
    {
        var up = await _checkout.UpAsync(_options);
        Assert.Contains("Isolation: namespace, the default for a native firmware", up.Output);
        var session = await KillAsync(up);
        var network = Assert.ContainsSingle(session.Entries.OfType<NamespaceEntry>()).Name;
        Expect.Set(await Namespaces.TracesAsync(network, Token), "name", "interface", "mount");
        Assert.IsTrue(session.Entries.OfType<ProcessEntry>().All(entry => entry.Process.IsAlive), "Expected bus, Avahi and firmware to keep running");

        var cleanup = await _checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, cleanup.ExitCode, cleanup.ToString());
        Assert.Contains($"  removed network namespace {network}", cleanup.Lines);
        Assert.IsEmpty(await Namespaces.TracesAsync(session.Id, Token));
        _checkout.IsClean();
    }

    [TestMethod]
    public async Task Up_AfterAKilledUp_RemovesItsNamespace()
    {
        var killed = await KillAsync(await _checkout.UpAsync(_options));

        var up = await _checkout.UpAsync(_options);

        Assert.Contains($"Removed the orphans of a killed build: session {killed.Id}.\n", up.Output);
        Assert.IsFalse(killed.Entries.OfType<ProcessEntry>().Any(entry => entry.Process.IsAlive), "A process of the killed build still runs");
        Assert.IsEmpty(await Namespaces.TracesAsync(killed.Id, Token));
        await StopsAsync(up, () => Task.Run(() => up.Signal(Signals.Terminate)), 143);
    }

    // A terminal sends Ctrl-C to all processes of the group.
    [TestMethod]
    public async Task Up_InterruptOfTheProcessGroup_RemovesItsNamespace()
    {
        var up = await _checkout.IsUpAsync(_checkout.StartInAGroup(["--target=Up", .. _options]));

        await StopsAsync(up, () => up.SignalGroupAsync(Signals.Interrupt), 130);
    }

    [TestMethod]
    public async Task Cleanup_NamespaceNotRemovable_KeepsItsSession()
    {
        var ip = await _checkout.AddProgramAsync("ip", "echo 'Operation not permitted' >&2; exit 1");
        var (orphan, other) = (_checkout.AddOrphan(), _checkout.AddOrphan());
        var network = Keep(await ForeignNamespace.CreateAsync($"openevse-{orphan.Id}-fleet-1", Token));
        orphan.Add(new NamespaceEntry(network.Name));

        var cleanup = await _checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(1, cleanup.ExitCode, cleanup.ToString());
        Assert.Contains($"  not removed: The network namespace {network.Name} cannot be removed: ", cleanup.Output);
        Assert.Contains("Operation not permitted", cleanup.Output);
        Assert.Contains($"  kept {orphan.Directory}, which names the orphans", cleanup.Lines);
        Assert.Contains(other.Removal, cleanup.Lines);

        File.Delete(ip);
        var secondCleanup = await _checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, secondCleanup.ExitCode, secondCleanup.ToString());
        Assert.Contains($"  removed network namespace {network.Name}", secondCleanup.Lines);
        _checkout.IsClean();
    }

    private async Task<SessionRecord> KillAsync(RunningBuild up)
    {
        var session = Assert.ContainsSingle(_checkout.Sessions);
        await _checkout.KillAsync(up);
        return session;
    }

    private async Task StopsAsync(RunningBuild up, Func<Task> signal, int exitCode)
    {
        var session = Assert.ContainsSingle(_checkout.Sessions);

        // A user who presses Ctrl-C twice must not prevent the removal.
        await signal();
        await signal();
        var run = await up.ExitAsync(Token);

        Assert.AreEqual(exitCode, run.ExitCode, run.ToString());
        Assert.Contains("Stopping the lab.", run.Lines);
        Assert.DoesNotContain("Error", run.Output + run.Errors);
        Assert.DoesNotContain("exited unexpectedly", run.Output);
        Assert.IsFalse(session.Entries.OfType<ProcessEntry>().Any(entry => entry.Process.IsAlive), "A process still runs");
        Assert.IsEmpty(await Namespaces.TracesAsync(session.Id, Token));
        _checkout.IsClean();
    }
}
