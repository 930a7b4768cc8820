namespace Build.Tests.Suite;

/// <summary>A native firmware on a machine without avahi-browse: the lab browses with its own program. The virtual station stands for the firmware.</summary>
[TestClass]
[NamespaceCondition]
public sealed class WithoutAvahiBrowseTests : BuildTest
{
    [TestMethod]
    public async Task Run_NamespaceForEachFleet_FindsPublishedServices()
    {
        var checkout = NewCheckout();
        checkout.Environment["PATH"] = Tools.AllBut("avahi-browse", Keep(new Scratch()));
        var firmware = await Namespaces.FirmwareAsync(Keep(new Scratch()), before: "", Token);

        var run = await checkout.RunAsync(
            "--target=IntegrationTests", "--instances=2", "--emulator=virtual", "--known-defects=none", "--isolation=namespace", $"--firmware={firmware}",
            SuiteTests.Filter(SuiteTests.PublishedServices));

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 0 failed", run.LastLine);
        checkout.IsClean();
    }
}
