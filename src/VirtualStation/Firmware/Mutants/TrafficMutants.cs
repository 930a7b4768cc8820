using System.Runtime.CompilerServices;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the station's traffic: whom it contacts, and what it asks the mDNS link.</summary>
internal static class TrafficMutants
{
    private const string Since = FirmwareGeneration.JulyName;

    private static void SendJoinedToAll(IPeerRegistry registry, IReciprocalUpdates updates, string? except = null)
    {
        foreach (var peer in registry.Peers.Where(peer => peer.IsJoinedPeer && peer.Host != except))
        {
            updates.SendJoined(peer.Host);
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

    internal sealed class RefusedHostContacted() : Mutant(
        "refused-host-contacted", "The update is sent before the checks: a host that is refused is contacted, too.", Since)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.After(
            (request, response) => response.Status >= 400 && request.ReadAdd() is not null, request => updates.SendJoined(request.ReadAdd()!.Host));
    }

    internal sealed class UnknownHostContacted() : Mutant(
        "unknown-host-contacted", "A delete of a host that is not a peer sends the update that asks it to leave its group.", Since)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.After(
            (request, response) => request.IsDelete() && response.Status == 404,
            request => updates.SendRemoved(Uri.UnescapeDataString(request.Path[PeersEndpoint.PathWithHost.Length..])));
    }

    internal sealed class AddPushedToAll() : Mutant("add-pushed-to-all", "An add sends the update to all joined peers, not only to the added one.", Since)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.AfterAdd(add => SendJoinedToAll(registry, updates, except: add.Host));
    }

    internal sealed class ListPushed() : Mutant("list-pushed", "A GET of the list asks each joined peer to join in turn, to refresh its row.", Since)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.After((request, _) => request.IsList(), _ => SendJoinedToAll(registry, updates));
    }

    internal sealed class DiscoverPushed() : Mutant("discover-pushed", "A discover asks each joined peer to join in turn.", Since)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.After((request, _) => request.IsDiscover(), _ => SendJoinedToAll(registry, updates));
    }

    internal sealed class PriorityPushed() : Mutant(
        "priority-pushed", "A new priority is pushed to all joined peers, as an add is.", FirmwareGeneration.SeptemberName)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.After(
            (request, response) => request.Method == "PUT" && request.HasHostInPath() && response.Status == 200, _ => SendJoinedToAll(registry, updates));
    }

    internal sealed class AsksForHttpServices() : Mutant("asks-for-http-services", "A sweep also queries the link for all web servers.")
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

    internal sealed class AsksTooOften() : Mutant("asks-too-often", "A sweep repeats its question several times a second instead of with growing intervals.")
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
