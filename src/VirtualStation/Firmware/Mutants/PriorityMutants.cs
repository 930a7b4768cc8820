using System.Text;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Storage;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of <c>PUT /loadsharing/peers/{host}</c>.</summary>
internal static class PriorityMutants
{
    /// <summary>A mutant that differs in setting a priority.</summary>
    internal abstract class PriorityMutant(string name, string description)
        : Mutant(name, description, FirmwareGeneration.SeptemberName, "PeerPriorityTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            new SetPriorityDecorator(registry, (host, priority) => SetPriority(registry, host, priority));

        protected virtual bool SetPriority(IPeerRegistry registry, string host, int priority) => registry.SetPriority(host, priority);

        private sealed class SetPriorityDecorator(IPeerRegistry inner, Func<string, int, bool> setPriority) : PeerRegistryDecorator(inner)
        {
            public override bool SetPriority(string host, int priority) => setPriority(host, priority);
        }
    }

    internal sealed class PriorityNotStored() : PriorityMutant("priority-not-stored", "The priority is set on a copy of the row.")
    {
        protected override bool SetPriority(IPeerRegistry registry, string host, int priority) =>
            registry.IsLocal(host) || registry.Peers.Any(peer => peer.Host == host);
    }

    internal sealed class PriorityNotSaved() : PriorityMutant("priority-not-saved", "The file of the peers has no priorities.")
    {
        public override IPeerStore Store(IPeerStore store, string path) => new WithoutPriorities(store);

        private sealed class WithoutPriorities(IPeerStore inner) : PeerStoreDecorator(inner)
        {
            public override void Save(IReadOnlyList<StoredPeer> peers) => Inner.Save([.. peers.Select(peer => peer with { Priority = 0 })]);
        }
    }

    internal sealed class OwnPriorityRefused() : PriorityMutant(
        "own-priority-refused", "Only the rows of peers are searched, so a controller has no priority.")
    {
        protected override bool SetPriority(IPeerRegistry registry, string host, int priority) =>
            !registry.IsLocal(host) && registry.SetPriority(host, priority);
    }

    internal sealed class PriorityOfUnknownDone() : PriorityMutant(
        "priority-of-unknown-done", "The result of the search for the row is not checked.")
    {
        protected override bool SetPriority(IPeerRegistry registry, string host, int priority) => registry.SetPriority(host, priority) || true;
    }

    internal sealed class PriorityInFirstRow() : PriorityMutant(
        "priority-in-first-row", "The index of the row is not passed on: the first row is used.")
    {
        protected override bool SetPriority(IPeerRegistry registry, string host, int priority) =>
            registry.SetPriority(registry.Peers.Any(peer => !peer.IsLocal && peer.Host == host) ? registry.Peers[1].Host : host, priority);
    }

    internal sealed class PriorityCaseIgnored() : PriorityMutant(
        "priority-case-ignored", "The letter case of a host is ignored, as no other request does.")
    {
        protected override bool SetPriority(IPeerRegistry registry, string host, int priority) => registry.SetPriority(
            registry.Peers.FirstOrDefault(peer => peer.Host.Equals(host, StringComparison.OrdinalIgnoreCase))?.Host ?? host, priority);
    }

    internal sealed class PriorityById() : PriorityMutant("priority-by-id", "A peer is found by its device id, too.")
    {
        protected override bool SetPriority(IPeerRegistry registry, string host, int priority) =>
            registry.SetPriority(registry.Peers.FirstOrDefault(peer => peer.Id == host)?.Host ?? host, priority);
    }

    internal sealed class NegativePriorityIgnored() : PriorityMutant(
        "negative-priority-ignored", "A negative priority is taken for the default.")
    {
        protected override bool SetPriority(IPeerRegistry registry, string host, int priority) => registry.SetPriority(host, Math.Max(priority, 0));
    }

    internal sealed class PriorityLostOnJoin() : PriorityMutant(
        "priority-lost-on-join", "A discovered station is joined in a new row, without its priority.")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithAdd(host =>
        {
            var result = registry.Add(host);
            if (result == AddResult.Added)
            {
                registry.SetPriority(host, 0);
            }

            return result;
        });
    }

    internal sealed class PriorityMissingIsZero() : PriorityMutant(
        "priority-missing-is-zero", "A body without a priority sets the default.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
            handler(request) is var response && IsPut(request) && Has(response, "Missing")
                ? handler(request with { Body = Encoding.UTF8.GetBytes("""{"priority":0}""") })
                : response;
    }

    internal sealed class BodyBeforeRole() : PriorityMutant(
        "body-before-role", "A member reads the body before it refuses the request.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapResponse(
            (request, response) => IsPut(request) && response.Status == 403 && JsonText.FirstValue(request.Body.Span, 2) is null,
            _ => ApiResponse.Message(400, "Invalid JSON"));
    }

    internal sealed class MemberSetsPriority() : PriorityMutant(
        "member-sets-priority", "The answer of a member is 403, but it sets the priority before.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
        {
            var response = handler(request);
            if (IsPut(request) && response.Status == 403)
            {
                registry.SetPriority(request.Path[PeersEndpoint.PathWithHost.Length..], 5);
            }

            return response;
        };
    }

    internal sealed class PriorityPathNotDecoded() : PriorityMutant(
        "priority-path-not-decoded", "The host in the path is compared without percent-decoding.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapPath(IsPut, ApiHandlerExtensions.WithoutDecoding);
    }

    internal sealed class PriorityPlusDecoded() : PriorityMutant(
        "priority-plus-decoded", "A plus in the path is decoded as a space, as in a form.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapPath(IsPut, ApiHandlerExtensions.WithPlusDecoded);
    }

    internal sealed class PriorityEmptyHost() : PriorityMutant("priority-empty-host", "An empty host is looked up like any other.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapResponse(
            (request, response) => IsPut(request) && request.Path == PeersEndpoint.PathWithHost && response.Status == 400,
            _ => PeersEndpoint.PeerNotFound);
    }

    internal sealed class PriorityUndecodableHost() : PriorityMutant(
        "priority-undecodable-host", "The result of percent-decoding is not checked.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapResponse(
            (request, response) => IsPut(request) && Has(response, "Invalid host"), _ => PeersEndpoint.PeerNotFound);
    }

    private static bool Has(ApiResponse response, string text) => Encoding.UTF8.GetString(response.Body.Span).Contains(text, StringComparison.Ordinal);

    private static bool IsPut(ApiRequest request) => request.Method == "PUT" && request.HasHostInPath();
}
