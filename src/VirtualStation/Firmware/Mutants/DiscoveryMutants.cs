using System.Diagnostics;
using System.Runtime.CompilerServices;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the discovery task and of <c>POST /loadsharing/discover</c>.</summary>
internal static class DiscoveryMutants
{
    internal sealed class DiscoverIgnored() : Mutant(
        "discover-ignored", "The discover handler responds, but does not wake the discovery task.", tests: "DiscoveryTrafficTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            request => request.IsDiscover() ? ApiResponse.Message(200, "done") : handler(request);
    }

    internal sealed class DiscoverBlocks() : Mutant(
        "discover-blocks", "The discover handler waits for the end of the sweep before it responds.", tests: "DiscoveryTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new SweepSignal(registry);

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates)
        {
            var signal = (SweepSignal)registry;
            return request =>
            {
                var sweepEnd = signal.NextEnd;
                var response = handler(request);
                return request.IsDiscover() ? response with { SendAfter = sweepEnd } : response;
            };
        }

        private sealed class SweepSignal(IPeerRegistry inner) : PeerRegistryDecorator(inner)
        {
            private TaskCompletionSource _end = CreateSource();

            /// <summary>Completes at the end of the current sweep, or of the next one if none is running.</summary>
            public Task NextEnd => Volatile.Read(ref _end).Task;

            public override void EndSweep()
            {
                Inner.EndSweep();
                Interlocked.Exchange(ref _end, CreateSource()).SetResult();
            }

            private static TaskCompletionSource CreateSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal sealed class DiscoverMessageChanged() : Mutant(
        "discover-message-changed", "The message of the discover response is reworded, but clients compare it.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapResponse((request, response) => request.IsDiscover() && response.Status == 200, _ => ApiResponse.Message(200, "Discovery started"));
    }

    internal sealed class DiscoverRateLimited() : Mutant(
        "discover-rate-limited", "A discover within a second of another is rejected instead of being combined with it.", tests: "DiscoveryTests")
    {
        private static readonly TimeSpan MinimumInterval = TimeSpan.FromSeconds(1);

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates)
        {
            long? last = null;
            return request =>
            {
                if (!request.IsDiscover())
                {
                    return handler(request);
                }

                var isTooEarly = last is { } previous && Stopwatch.GetElapsedTime(previous) < MinimumInterval;
                last = Stopwatch.GetTimestamp();
                return isTooEarly ? ApiResponse.Message(429, "Discovery is running") : handler(request);
            };
        }
    }

    internal sealed class SweepsOnlyOnRequest() : Mutant(
        "sweeps-only-on-request", "The timer of the discovery task never starts: after the boot, only a discover request starts a sweep.",
        tests: "PeriodicDiscoveryTests")
    {
        private int _isRequested = 1;

        public override IStationBrowser Browser(IStationBrowser browser) => new OnRequestBrowser(browser, () => Interlocked.Exchange(ref _isRequested, 0) == 1);

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
        {
            if (request.IsDiscover())
            {
                Volatile.Write(ref _isRequested, 1);
            }

            return handler(request);
        };

        private sealed class OnRequestBrowser(IStationBrowser inner, Func<bool> takeRequest) : IStationBrowser
        {
            public async IAsyncEnumerable<BrowseResult> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
            {
                // A sweep whose results end before its timeout does not change the peer list.
                if (!takeRequest())
                {
                    yield break;
                }

                await foreach (var result in inner.BrowseAsync(cancellationToken))
                {
                    yield return result;
                }
            }
        }
    }

    internal sealed class SweepsWhileDisabled() : Mutant(
        "sweeps-while-disabled", "Periodic sweeps run while load sharing is disabled, as before.", FirmwareGeneration.SeptemberName,
        tests: "DiscoveryTrafficTests")
    {
        public override bool SweepsOnlyWhileEnabled(FirmwareGeneration generation) => false;
    }

    internal sealed class FirstSweepOnly() : Mutant("first-sweep-only", "The discovery task exits after its first sweep.", tests: "StopTests")
    {
        public override IStationBrowser Browser(IStationBrowser browser) => new OnceBrowser(browser);

        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new OneSweepRegistry(registry);

        private sealed class OnceBrowser(IStationBrowser inner) : IStationBrowser
        {
            private bool _hasBrowsed;

            public async IAsyncEnumerable<BrowseResult> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
            {
                if (_hasBrowsed)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                }

                _hasBrowsed = true;
                await foreach (var result in inner.BrowseAsync(cancellationToken))
                {
                    yield return result;
                }
            }
        }

        private sealed class OneSweepRegistry(IPeerRegistry inner) : PeerRegistryDecorator(inner)
        {
            private int _sweeps;

            public override void EndSweep()
            {
                if (_sweeps++ == 0)
                {
                    Inner.EndSweep();
                }
            }
        }
    }

    internal sealed class NeverOffline() : Mutant(
        "never-offline", "A row is marked online when a station is found, but never marked offline.", tests: "PeriodicDiscoveryTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new KeepsOnline(registry);

        private sealed class KeepsOnline(IPeerRegistry inner) : PeerRegistryDecorator(inner)
        {
            public override void OnLost(DiscoveredStation station)
            {
            }

            public override void EndSweep()
            {
            }
        }
    }
}
