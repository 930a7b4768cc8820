namespace Build.Tests.Suite;

/// <summary>A run on a firmware that has UDP port 5353 itself: the virtual firmware, as a native program.</summary>
[TestClass]
public sealed class OwnMdnsTests : BuildTest
{
    [TestMethod]
    [NamespaceCondition]
    public async Task Run_FirmwareAnswersMdns_IsGreenWithoutAvahi()
    {
        var checkout = NewCheckout();
        var firmware = await Script.WriteAsync(
            Path.Combine(checkout.Root, "firmware"),
            VirtualStation.RunFirmware("--http-bind \"$LOADSHARING_STATION_ADDRESS\" --allow-remote-peers"),
            Token);

        var run = await checkout.RunAsync(
            "--target=IntegrationTests", $"--firmware={firmware}", "--emulator=virtual", "--mdns=firmware", "--firmware-config=ssid=EPX_OK",
            "--known-defects=none", "--instances=2", SuiteTests.Filter(SuiteTests.Discovery, SuiteTests.PublishedServices));

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("answers mDNS itself", run.Output);
        Assert.DoesNotContain("avahi", run.Output);
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(checkout.Results, "logs"), "*avahi*", SearchOption.AllDirectories));
        checkout.IsClean();
    }
}
