using System.Text.Json;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Storage;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of <c>POST /loadsharing/peers</c>.</summary>
internal static class AddingMutants
{
    internal sealed class AddForgotten() : Mutant(
        "add-forgotten", "The request is answered before the peer is queued, and the queue is full.", tests: "AddPeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithAdd(_ => AddResult.Added);
    }

    internal sealed class AddedNotJoined() : Mutant("added-not-joined", "The row is created, but its joined flag is set on a copy.", tests: "AddPeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithPeers(peers => peers.Select(peer => peer.IsLocal ? peer : peer with { IsJoined = false }));
    }

    internal sealed class JoinedNotSaved() : Mutant(
        "joined-not-saved", "The group is kept in memory only: a merge has removed the call that saves it.", tests: "RestartTests")
    {
        public override IPeerStore Store(IPeerStore store, string path) => new ReadOnlyStore(store);

        private sealed class ReadOnlyStore(IPeerStore inner) : PeerStoreDecorator(inner)
        {
            public override void Save(IReadOnlyList<StoredPeer> peers)
            {
            }
        }
    }

    internal sealed class DuplicateRow() : Mutant("duplicate-row", "A host is appended without checking whether it is already joined.", tests: "AddPeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self)
        {
            var duplicates = new List<string>();
            return registry
                .WithAdd(host =>
                {
                    var result = registry.Add(host);
                    if (result == AddResult.AlreadyJoined)
                    {
                        duplicates.Add(host);
                    }

                    return result;
                })
                .WithPeers(peers => [.. peers, .. duplicates.SelectMany(host => peers.Where(peer => peer.Host == host))]);
        }
    }

    internal sealed class DuplicateIsNew() : Mutant(
        "duplicate-is-new", "The response to a host that is already joined is that to a new host.", tests: "AddPeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithAdd(host => registry.Add(host) is AddResult.IsLocal ? AddResult.IsLocal : AddResult.Added);
    }

    internal sealed class DuplicateEvicts() : Mutant(
        "duplicate-evicts", "Space for a new row is freed before the duplicate is detected: the oldest peer is removed.", tests: "AddPeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithAdd(host =>
        {
            var oldest = registry.Peers.FirstOrDefault(peer => peer.IsJoinedPeer && peer.Host != host);
            var result = registry.Add(host);
            if (result == AddResult.AlreadyJoined && oldest is not null)
            {
                registry.Remove(oldest.Host);
            }

            return result;
        });
    }

    internal sealed class AddReturnsCreated() : Mutant("add-returns-created", "The status code after an add is 201 Created.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapResponse((request, response) => request.IsAdd() && response.Status == 200, response => response with { Status = 201 });
    }

    internal sealed class OneMessageForAllErrors() : Mutant(
        "one-message-for-all-errors", "All errors are created by one helper, whose message does not give the reason.", tests: "AddPeerTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapResponse(
            (request, response) => request.IsAdd() && response.Status == 400, response => ApiResponse.Message(response.Status, "Bad request"));
    }

    internal sealed class HostLowerCased() : Mutant(
        "host-lower-cased", "A host is stored in lower case, so a client does not find the host that it added.", tests: "AddPeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithAdd(host => registry.Add(host.ToLowerInvariant()));
    }

    internal sealed class HostNotTrimmed() : Mutant(
        "host-not-trimmed", "Leading and trailing spaces of a host, as they come with copy and paste, are stored.", tests: "AddPeerTests")
    {
        private const int MaximumDepth = 10;

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            request => request.IsAdd() && PaddedHost(request) is { } host ? registry.AddUnchecked(host) : handler(request);

        private static string? PaddedHost(ApiRequest request) =>
            JsonText.FirstValue(request.Body.Span, MaximumDepth) is { ValueKind: JsonValueKind.Object } body
            && body.TryGetProperty("host", out var property)
            && property is { ValueKind: JsonValueKind.String }
            && property.GetString()! is var host
            && host.Contains('.', StringComparison.Ordinal)
            && host != host.Trim()
                ? host
                : null;
    }

    internal sealed class NoFormatCheck() : Mutant(
        "no-format-check", "Any text is accepted as a host, so a typing error becomes a peer.", tests: "AddPeerTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
        {
            var response = handler(request);
            return response.Status == 400 && request.ReadAdd() is { Host.Length: > 0 } add && !registry.IsLocal(add.Host)
                ? registry.AddUnchecked(add.Host)
                : response;
        };
    }

    internal sealed class OwnHostAccepted() : Mutant("own-host-accepted", "A station accepts itself as a peer.", since: FirmwareGeneration.JulyName)
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new WithoutLocalCheck(registry);

        private sealed class WithoutLocalCheck(IPeerRegistry inner) : PeerRegistryDecorator(inner)
        {
            public override bool IsLocal(string host) => false;
        }
    }

    internal sealed class ContentTypeRequired() : Mutant(
        "content-type-required", "A body without a JSON content type is rejected, although existing scripts do not send one.", tests: "AddPeerTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            request => request.IsAdd() && request.ContentType != "application/json" ? ApiResponse.Message(415, "Unsupported media type") : handler(request);
    }

    internal sealed class Ipv6Refused() : Mutant(
        "ipv6-refused", "A host with a second colon is rejected, so peers cannot be added by IPv6 address.", tests: "DeletePeerTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
            request.ReadAdd() is { } add && add.Host.Count(character => character == ':') > 1
                ? ApiResponse.Message(400, "Invalid host format - must contain domain or IP")
                : handler(request);
    }

    internal sealed class PortDropped() : Mutant("port-dropped", "A host is parsed as a URL, of which only the name is stored.", tests: "ConnectionTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithAdd(host => registry.Add(HostAndPort.Parse(host).Host));
    }

    internal sealed class LongHostTruncated() : Mutant(
        "long-host-truncated", "A host is copied to a buffer of 48 bytes, which truncates it.", tests: "AddPeerTests")
    {
        private const int BufferLength = 48;

        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithAdd(host => registry.Add(host.Length > BufferLength ? host[..BufferLength] : host));
    }

    internal sealed class ListCapped() : Mutant(
        "list-capped", "The JSON buffer of the list holds 16 rows; further ones are omitted without an error.", tests: "ManyPeersTests")
    {
        private const int MaximumRows = 16;

        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithPeers(peers => peers.Take(MaximumRows));
    }

    internal sealed class ConcurrentAddLost() : Mutant(
        "concurrent-add-lost", "Two concurrent requests read the same list, and the last write wins.", tests: "ManyPeersTests")
    {
        private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self)
        {
            var active = 0;
            return registry.WithAdd(host =>
            {
                var position = Interlocked.Increment(ref active);
                try
                {
                    var isConcurrent = SpinWait.SpinUntil(() => Volatile.Read(ref active) > 1, Window);
                    return isConcurrent && position == 1 ? AddResult.Added : registry.Add(host);
                }
                finally
                {
                    Interlocked.Decrement(ref active);
                }
            });
        }
    }
}
