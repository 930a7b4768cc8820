using System.Diagnostics;

namespace Build.Tests.Attacks;

/// <summary>A network namespace whose loopback interface is down. A run was silent for 90 s in it.</summary>
[TestClass]
[NamespaceCondition]
public sealed class LoopbackDownTests : BuildTest
{
    [TestMethod]
    public async Task Run_LoopbackDown_IsMissingWithinSeconds()
    {
        var checkout = NewCheckout();
        checkout.Network = Keep(await ForeignNamespace.CreateAsync($"load-sharing-tests-{Guid.NewGuid().ToString("N")[..8]}", Token));
        var watch = Stopwatch.StartNew();

        var run = await checkout.RunAsync("--target=IntegrationTests", "--instances=2");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"MISSING  {"loopback interface",-20} {"requests to stations and to the lab",-46} 127.0.0.1 cannot be reached: ", run.Output);
        Assert.Contains("Debian, Ubuntu: ip link set lo up", run.Output);
        Assert.IsLessThan(30, watch.Elapsed.TotalSeconds);
    }
}
