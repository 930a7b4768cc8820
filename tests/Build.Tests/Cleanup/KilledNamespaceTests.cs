using Build.Tests.Support;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace Build.Tests.Cleanup;

/// <summary>What a build that was killed leaves of its fleets' networks, and what Cleanup leaves of that.</summary>
[TestClass]
[NamespaceCondition]
public sealed class KilledNamespaceTests : BuildTest
{
    [TestMethod]
    public async Task Cleanup_KilledUp_RemovesNamespaceAndServices()
    {
        var checkout = NewCheckout();
        var firmware = await Namespaces.FirmwareAsync(Keep(new Scratch()), before: "", Token);
        var up = await checkout.UpAsync("--stations=2", "--emulator=virtual", $"--firmware={firmware}");
        Assert.Contains("Isolation: namespace, the default for real firmware where this process may make namespaces", up.Output);
        up.Signal(Signals.Kill);
        await up.ExitAsync(Token);
        var session = Assert.ContainsSingle(checkout.Sessions);
        var network = Assert.ContainsSingle(session.Entries.OfType<NamespaceEntry>()).Name;
        Assert.Contains(session.Id, network);
        Assert.Contains(network, Namespaces.Names.ToList());
        Assert.Contains(network, await Namespaces.InterfacesAsync(Token));
        Assert.Contains(network, await Namespaces.MountsAsync(Token));
        var services = session.Entries.OfType<ProcessEntry>().Where(entry => entry.Component is "bus" or "avahi").ToList();
        Assert.HasCount(2, services);
        Assert.IsTrue(services.TrueForAll(entry => entry.Process.IsAlive), "The bus or Avahi went down with the build");
        foreach (var station in session.Entries.OfType<StationEntry>())
        {
            Assert.IsNull(await StationHttp.SilenceAsync(new Uri(station.FirmwareUrl), Token), "A station went down with the build");
        }

        var cleanup = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, cleanup.ExitCode, cleanup.ToString());
        Assert.Contains($"  removed network namespace {network}", cleanup.Lines);
        Assert.DoesNotContain(network, Namespaces.Names.ToList());
        Assert.DoesNotContain(network, await Namespaces.InterfacesAsync(Token));
        Assert.DoesNotContain(session.Id, await Namespaces.MountsAsync(Token));
        checkout.IsClean();
        Assert.Contains("Nothing to clean up.", (await checkout.RunAsync("--target=Cleanup")).Lines);
    }

    [TestMethod]
    public async Task Cleanup_NamespaceNotRemovable_KeepsItsSession()
    {
        var checkout = NewCheckout();
        var path = Directory.CreateDirectory(Path.Combine(checkout.Root, "path")).FullName;
        checkout.Environment["PATH"] = $"{path}:{Environment.GetEnvironmentVariable("PATH")}";
        await Script.WriteAsync(Path.Combine(path, "ip"), "echo 'Operation not permitted' >&2; exit 1", Token);
        var (left, other) = (LeftSession.In(checkout), LeftSession.In(checkout));
        var network = Keep(await ForeignNamespace.MakeAsync($"openevse-{left.Id}-fleet-1", Token));
        left.Add(new NamespaceEntry(network.Name));

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"  not removed: The network namespace {network.Name} cannot be removed: ", run.Output);
        Assert.Contains("Operation not permitted", run.Output);
        Assert.Contains($"  kept {left.Directory}, which names the orphans", run.Lines);
        Assert.Contains(other.Removal, run.Lines);

        checkout.Environment.Remove("PATH");
        var again = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, again.ExitCode, again.ToString());
        Assert.Contains($"  removed network namespace {network.Name}", again.Lines);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Up_AfterAKilledUp_RemovesItsNamespace()
    {
        var checkout = NewCheckout();
        string[] arguments = ["--target=Up", "--stations=1", "--emulator=virtual", $"--firmware={await Namespaces.FirmwareAsync(Keep(new Scratch()), before: "", Token)}"];
        var first = checkout.Start(arguments);
        await first.PrintsAsync("Ctrl-C stops it.", Token);
        var killed = Assert.ContainsSingle(checkout.Sessions);
        first.Signal(Signals.Kill);
        await first.ExitAsync(Token);

        var second = checkout.Start(arguments);
        await second.PrintsAsync("Ctrl-C stops it.", Token);

        Assert.Contains($"Removed the orphans of a killed build: session {killed.Id}.\n", second.Output);
        Assert.IsFalse(killed.Entries.OfType<ProcessEntry>().Any(entry => entry.Process.IsAlive), "A process of the killed one runs on");
        Assert.DoesNotContain(killed.Id, string.Join('\n', Namespaces.Names));
        Assert.DoesNotContain(killed.Id, await Namespaces.InterfacesAsync(Token));
        Assert.DoesNotContain(killed.Id, await Namespaces.MountsAsync(Token));
        second.Signal(Signals.Terminate);
        Assert.AreEqual(143, (await second.ExitAsync(Token)).ExitCode);
        checkout.IsClean();
    }

    [TestMethod]
    [DataRow(Signals.Terminate, 143)]
    [DataRow(Signals.Interrupt, 130)]
    public async Task Up_Signal_RemovesNamespaceAndServices(int signal, int exitCode)
    {
        var checkout = NewCheckout();
        var up = checkout.StartInAGroup(
            "--target=Up", "--stations=1", "--emulator=virtual", $"--firmware={await Namespaces.FirmwareAsync(Keep(new Scratch()), before: "", Token)}");
        await up.PrintsAsync("Ctrl-C stops it.", Token);
        var session = Assert.ContainsSingle(checkout.Sessions);

        // Ctrl-C is for all processes of the group, and one is not enough for everybody.
        foreach (var _ in new[] { "once", "twice" })
        {
            await (signal == Signals.Interrupt ? up.SignalGroupAsync(signal) : Task.Run(() => up.Signal(signal)));
        }

        var run = await up.ExitAsync(Token);

        Assert.AreEqual(exitCode, run.ExitCode, run.ToString());
        Assert.Contains("Stopping the lab.", run.Lines);
        Assert.DoesNotContain("Error", run.Output + run.Errors);
        Assert.DoesNotContain("exited unexpectedly", run.Output);
        Assert.IsFalse(session.Entries.OfType<ProcessEntry>().Any(entry => entry.Process.IsAlive), "A process runs on");
        Assert.DoesNotContain(session.Id, string.Join('\n', Namespaces.Names));
        Assert.DoesNotContain(session.Id, await Namespaces.InterfacesAsync(Token));
        Assert.DoesNotContain(session.Id, await Namespaces.MountsAsync(Token));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Cleanup_NamespaceOfAnotherSession_IsKept()
    {
        var checkout = NewCheckout();
        var foreign = Keep(await ForeignNamespace.MakeAsync($"openevse-20260101-000000-{Guid.NewGuid().ToString("N")[..6]}-fleet-1", Token));
        var session = LeftSession.In(checkout, new NamespaceEntry(foreign.Name), new NamespaceEntry("../../tmp"));

        var cleanup = await checkout.RunAsync("--target=Cleanup");

        Assert.Contains(session.Removal, cleanup.Lines);
        Assert.DoesNotContain("network namespace", cleanup.Output);
        Assert.Contains(foreign.Name, Namespaces.Names.ToList());
    }

    [TestMethod]
    public async Task Cleanup_NamespaceNotCreatedYet_Succeeds()
    {
        var checkout = NewCheckout();
        var session = LeftSession.In(checkout);
        session.Add(new NamespaceEntry($"openevse-{session.Id}-fleet-1"));

        var cleanup = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, cleanup.ExitCode, cleanup.ToString());
        Assert.DoesNotContain("network namespace", cleanup.Output);
        Assert.Contains(session.Removal, cleanup.Lines);
    }
}
