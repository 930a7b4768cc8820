using System.Runtime.CompilerServices;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the station's traffic: the hosts that it contacts, and its questions on the mDNS link.</summary>
internal static class TrafficMutants
{
    // Generation 2026-02 sends no updates. Its mutants send theirs beside the firmware's.
    internal abstract class ContactMutant(string name, string description, string since = "", string tests = "ConnectionTests")
        : Mutant(name, description, since, tests)
    {
        private bool _hasUpdates;

        protected HttpReciprocalUpdates Updates { get; private set; } = null!;

        public override bool SendsReciprocalUpdates(FirmwareGeneration generation)
        {
            _hasUpdates = base.SendsReciprocalUpdates(generation);
            return true;
        }

        public override IReciprocalUpdates ReciprocalUpdates(HttpReciprocalUpdates updates, StationIdentity self)
        {
            Updates = updates;
            return _hasUpdates ? updates : new NoReciprocalUpdates();
        }

        protected void SendJoinedToAll(IPeerRegistry registry, string? except = null)
        {
            foreach (var peer in registry.Peers.Where(peer => peer.IsJoinedPeer && peer.Host != except))
            {
                Updates.SendJoined(peer.Host);
            }
        }
    }

    // The handler as it is, and an action after it.
    private static ApiHandler After(this ApiHandler handler, Func<ApiRequest, ApiResponse, bool> condition, Action<ApiRequest> action) => request =>
    {
        var response = handler(request);
        if (condition(request, response))
        {
            action(request);
        }

        return response;
    };

    internal sealed class RefusedHostContacted() : ContactMutant(
        "refused-host-contacted", "The update is sent before the checks: a host that is refused is contacted, too.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.After(
            (request, response) => response.Status >= 400 && request.ReadAdd() is not null, request => Updates.SendJoined(request.ReadAdd()!.Host));
    }

    internal sealed class UnknownHostContacted() : ContactMutant(
        "unknown-host-contacted", "A delete of a host that is not a peer sends the update that asks it to leave its group.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.After(
            (request, response) => request.IsDelete() && response.Status == 404,
            request => Updates.SendRemoved(Uri.UnescapeDataString(request.Path[PeersEndpoint.PathWithHost.Length..])));
    }

    internal sealed class AddPushedToAll() : ContactMutant(
        "add-pushed-to-all", "An add sends the update to all joined peers, not only to the added one.", tests: NoGroup)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.AfterAdd(add => SendJoinedToAll(registry, except: add.Host));
    }

    internal sealed class ListPushed() : ContactMutant(
        "list-pushed", "A GET of the list asks each joined peer to join in turn, to refresh its row.", tests: "ReciprocalUpdateTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.After((request, _) => request.IsList(), _ => SendJoinedToAll(registry));
    }

    internal sealed class DiscoverPushed() : ContactMutant("discover-pushed", "A discover asks each joined peer to join in turn.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.After((request, _) => request.IsDiscover(), _ => SendJoinedToAll(registry));
    }

    internal sealed class PriorityPushed() : ContactMutant(
        "priority-pushed", "A new priority is pushed to all joined peers, as an add is.", FirmwareGeneration.SeptemberName)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.After(
            (request, response) => request.Method == "PUT" && request.HasHostInPath() && response.Status == 200, _ => SendJoinedToAll(registry));
    }

    internal sealed class AsksForHttpServices() : Mutant(
        "asks-for-http-services", "A sweep also queries the link for all web servers.", tests: "DiscoveryTrafficTests")
    {
        public override IStationBrowser Browser(IStationBrowser browser) => new TwoTypes(browser, ((MulticastStationBrowser)browser).Of("_http._tcp"));

        private sealed class TwoTypes(IStationBrowser inner, IStationBrowser other) : IStationBrowser
        {
            public async IAsyncEnumerable<BrowseResult> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
            {
                await AskAsync(other, cancellationToken);
                await foreach (var result in inner.BrowseAsync(cancellationToken))
                {
                    yield return result;
                }
            }
        }
    }

    internal sealed class AsksTooOften() : Mutant(
        "asks-too-often", "A sweep repeats its question several times a second instead of with growing intervals.", tests: "DiscoveryTrafficTests")
    {
        public override IStationBrowser Browser(IStationBrowser browser) => new Impatient(browser);

        private sealed class Impatient(IStationBrowser inner) : IStationBrowser
        {
            public async IAsyncEnumerable<BrowseResult> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
            {
                using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var repeating = RepeatAsync(end.Token);
                try
                {
                    await foreach (var result in inner.BrowseAsync(cancellationToken))
                    {
                        yield return result;
                    }
                }
                finally
                {
                    await end.CancelAsync();
                    await repeating;
                }
            }

            private async Task RepeatAsync(CancellationToken cancellationToken)
            {
                while (!cancellationToken.IsCancellationRequested)
                {
                    await AskAsync(inner, cancellationToken);
                }
            }
        }
    }

    // Long enough for the first question, which has a random delay of up to 120 ms (RFC 6762, section 5.2).
    private static async Task AskAsync(IStationBrowser browser, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(TimeSpan.FromMilliseconds(200));
        try
        {
            await foreach (var _ in browser.BrowseAsync(end.Token))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over, or the sweep is; its own query notices that.
        }
    }
}
