using Build.Tests.Support;

namespace Build.Tests.Suite;

/// <summary>
/// Real stations on a machine without Avahi's browser, which is not what they need: this repo's own looks instead. The firmware is this repo's, too, and uses
/// the mDNS of the network it is in.
/// </summary>
[TestClass]
[NamespaceCondition]
public sealed class WithoutAvahiBrowseTests : BuildTest
{
    private static readonly string[] Run =
        ["--target=IntegrationTests", "--filter=FullyQualifiedName~Services_TwoStationsOneStopped", "--emulator=virtual", "--known-defects=none"];

    [TestMethod]
    public async Task Run_NamespaceForEachFleet_SeesItsServicesAndIsGreen()
    {
        var checkout = NewCheckout();
        checkout.Environment["PATH"] = Tools.AllBut("avahi-browse", Keep(new Scratch()));
        var firmware = await Namespaces.FirmwareAsync(Keep(new Scratch()), withSameNames: false, Token);

        var run = await checkout.RunAsync([.. Run, $"--firmware={firmware}", "--isolation=namespace"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 0 failed", run.Lines.Last(line => line.Length > 0));
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Run_FleetsOnOneLink_SeesTheirServicesAndIsGreen()
    {
        var scratch = Keep(new Scratch());
        var checkout = NewCheckout();
        checkout.Network = Keep(await ForeignNamespace.WithLoopbackAsync(Token));
        checkout.Environment["PATH"] = Tools.AllBut("avahi-browse", scratch);
        var firmware = await Namespaces.FirmwareAsync(scratch, withSameNames: false, Token);

        // Stands for Avahi's answer: this firmware needs none.
        var answers = await Script.WriteAsync(Path.Combine(Directory.CreateDirectory(scratch.Combine("answers")).FullName, "dbus-send"), "echo avahi 0.8", Token);
        checkout.Environment["PATH"] = $"{Path.GetDirectoryName(answers)}:{checkout.Environment["PATH"]}";

        var run = await checkout.RunAsync([.. Run, $"--firmware={firmware}", "--isolation=host"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 0 failed", run.Lines.Last(line => line.Length > 0));
        checkout.IsClean();
    }
}
