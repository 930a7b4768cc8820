using Build.Tests.Support;
using LoadSharing.Lab;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace Build.Tests.Suite;

/// <summary>
/// Real stations on a machine without Avahi's browser, which is not what they need: this repo's own looks instead. The firmware is this repo's, too, and uses
/// the mDNS of the network it is in.
/// </summary>
[TestClass]
[NamespaceCondition]
public sealed class WithoutAvahiBrowseTests : BuildTest
{
    private const string Services = "FullyQualifiedName~Services_TwoStationsOneStopped";
    private static readonly string[] Run = ["--target=IntegrationTests", "--instances=2", "--emulator=virtual", "--known-defects=none"];

    [TestMethod]
    public async Task Run_NamespaceForEachFleet_SeesItsServicesAndIsGreen()
    {
        var checkout = NewCheckout();
        checkout.Environment["PATH"] = Tools.AllBut("avahi-browse", Keep(new Scratch()));
        var firmware = await Namespaces.FirmwareAsync(Keep(new Scratch()), before: "", Token);

        var run = await checkout.RunAsync([.. Run, $"--filter={Services}", $"--firmware={firmware}", "--isolation=namespace"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 0 failed", run.LastLine);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Run_FleetsOnOneLinkWithAStranger_IsGreenAndLeavesItAlone()
    {
        var scratch = Keep(new Scratch());
        var network = Keep(await ForeignNamespace.WithLoopbackAsync(Token));
        var stranger = FreeSlot();
        var log = await StartStrangerAsync(network, scratch, stranger.HostName);
        var firmware = await Namespaces.FirmwareAsync(scratch, before: "", Token);

        // Stands for Avahi's answer: this firmware needs none.
        var answers = await Script.WriteAsync(Path.Combine(Directory.CreateDirectory(scratch.Combine("answers")).FullName, "dbus-send"), "echo avahi 0.8", Token);
        var checkout = NewCheckout();
        checkout.Network = network;
        checkout.Environment["PATH"] = $"{Path.GetDirectoryName(answers)}:{Tools.AllBut("avahi-browse", scratch)}";

        var run = await checkout.RunAsync([.. Run, $"--filter={Services}|FullyQualifiedName~PeerDiscoveryMdns", $"--firmware={firmware}", "--isolation=host"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("2 passed, 0 failed", run.LastLine);
        Assert.Contains($"Note: on this network there are stations that are not the lab's: {stranger.HostName}. Their rows and their names are left alone, and nothing is sent to them.", run.Lines);
        Assert.Contains("A stranger on the network, ignored: ", await File.ReadAllTextAsync(Path.Combine(checkout.Results, "load-sharing.trx"), Token));
        Assert.DoesNotContain("\nHTTP ", await File.ReadAllTextAsync(log, Token), "The stranger was asked something");
        checkout.IsClean();
    }

    // The one that comes next, unless somebody else is quicker.
    private static Slot FreeSlot()
    {
        using var lease = new SlotAllocator(needPtyLink: true, _ => { }).Take(1)[0];
        return lease.Slot;
    }

    private async Task<string> StartStrangerAsync(ForeignNamespace network, Scratch scratch, string hostName)
    {
        var log = scratch.Combine("stranger.log");
        string[] arguments = ["firmware", "--set-config", $"hostname={hostName}", "--set-config", "www_http_port=9"];
        var command = new ProcessCommand(Installation.Shared.VirtualStation, arguments)
        {
            Environment = new Dictionary<string, string?> { ["OPENEVSE_CHIP_ID"] = "0x123456789abcdef0" },
            WorkingDirectory = Directory.CreateDirectory(scratch.Combine("stranger")).FullName,
        };
        Keep(ChildProcess.Start(network.Inside(command), log, new LabTimeouts(1)));
        await Eventually.HoldsAsync(
            "the stranger is published",
            async () => await File.ReadAllTextAsync(log, Token) is var text && text.Contains("mDNS: published", StringComparison.Ordinal) ? null : text,
            Token);
        return log;
    }
}
