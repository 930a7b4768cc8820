using System.Runtime.CompilerServices;
using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class FirstSweepOnly() : Defect("first-sweep-only", "The discovery task ends after its first sweep, and nobody starts it again.")
{
    public override IStationBrowser Browser(IStationBrowser browser) => new Once(browser);

    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Unswept(registry);

    private sealed class Once(IStationBrowser browser) : IStationBrowser
    {
        private bool _hasBrowsed;

        public async IAsyncEnumerable<StationSighting> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (_hasBrowsed)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            _hasBrowsed = true;
            await foreach (var sighting in browser.BrowseAsync(cancellationToken))
            {
                yield return sighting;
            }
        }
    }

    private sealed class Unswept(IPeerRegistry sound) : Registry(sound)
    {
        private int _sweeps;

        public override void EndSweep()
        {
            if (_sweeps++ == 0)
            {
                Sound.EndSweep();
            }
        }
    }
}
