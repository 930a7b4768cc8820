using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using VirtualStation.Firmware;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Generations;
using VirtualStation.Runtime;

namespace VirtualStation.Tests.Firmware;

[TestClass]
public sealed class DiscoveryTaskTests(TestContext context)
{
    // A busy machine delays the query by more than the second after which a sweep without responses once ended.
    [TestMethod]
    public async Task Trigger_RightAfterBoot_SweepLastsUntilAResponse()
    {
        using var lifecycle = new StationLifecycle();
        var time = new FakeTimeProvider();
        var browser = new SilentBrowser();
        var registry = NewPeerRegistry.Of(FirmwareGeneration.September2026);
        var task = new DiscoveryTask(browser, registry, () => false, missesAtBoot: true, time, new LineLog(TextWriter.Null, lifecycle));

        task.Trigger();
        _ = task.RunAsync(context.CancellationToken);
        time.Advance(FirmwareIntervals.DiscoveryTimeout - TimeSpan.FromMilliseconds(1));

        Assert.IsFalse(browser.IsStopped);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.IsTrue(browser.IsStopped);
    }

    private sealed class SilentBrowser : IStationBrowser
    {
        private CancellationToken _end;

        public bool IsStopped => _end.IsCancellationRequested;

        public async IAsyncEnumerable<BrowseResult> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            _end = cancellationToken;
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            yield break;
        }
    }
}
