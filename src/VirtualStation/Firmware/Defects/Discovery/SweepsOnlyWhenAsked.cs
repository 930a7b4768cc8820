using System.Runtime.CompilerServices;
using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class SweepsOnlyWhenAsked() : Defect("sweeps-only-when-asked", "The timer of the discovery task is never armed, and after the boot it looks only when it is told to.")
{
    private int _isAsked = 1;

    public override IStationBrowser Browser(IStationBrowser browser) => new Asked(browser, () => Interlocked.Exchange(ref _isAsked, 0) == 1);

    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => call =>
    {
        if (call.IsDiscover())
        {
            Volatile.Write(ref _isAsked, 1);
        }

        return answer(call);
    };

    private sealed class Asked(IStationBrowser browser, Func<bool> isAsked) : IStationBrowser
    {
        public async IAsyncEnumerable<StationSighting> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            // A sweep that ends by itself has seen nobody go.
            if (!isAsked())
            {
                yield break;
            }

            await foreach (var sighting in browser.BrowseAsync(cancellationToken))
            {
                yield return sighting;
            }
        }
    }
}
