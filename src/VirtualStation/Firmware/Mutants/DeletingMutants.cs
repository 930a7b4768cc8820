using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Storage;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of <c>DELETE /loadsharing/peers/{host}</c>.</summary>
internal static class DeletingMutants
{
    internal sealed class DeleteKeepsJoined() : Mutant(
        "delete-keeps-joined", "The joined flag is cleared on a copy of the row: the peer stays in the group.", tests: "DeletePeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithRemove(
            host => registry.Peers.Any(peer => peer.IsJoinedPeer && peer.Host == host) ? RemoveResult.Removed : registry.Remove(host));
    }

    internal sealed class DeleteRemovesFirstPeer() : Mutant(
        "delete-removes-first-peer", "The index of the peer is not passed on: the first peer of the group is removed.", tests: "DeletePeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithRemove(host =>
        {
            var group = registry.Peers.Where(peer => peer.IsJoinedPeer).ToList();
            return registry.Remove(group.Exists(peer => peer.Host == host) ? group[0].Host : host);
        });
    }

    internal sealed class DeleteByPrefix() : Mutant(
        "delete-by-prefix", "Hosts are compared up to the length of the shorter one: deleting openevse-1 removes openevse-10.", tests: "DeletePeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithRemove(host =>
        {
            var result = registry.Remove(host);
            var longer = registry.Peers.FirstOrDefault(peer => peer.IsJoinedPeer && peer.Host.StartsWith(host, StringComparison.Ordinal));
            return result == RemoveResult.NotJoined && longer is not null ? registry.Remove(longer.Host) : result;
        });
    }

    internal sealed class DeleteOfUnknownSucceeds() : Mutant("delete-of-unknown-succeeds", "A delete always succeeds, even if the host was not joined.")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithRemove(host => registry.Remove(host) is RemoveResult.IsLocal ? RemoveResult.IsLocal : RemoveResult.Removed);
    }

    internal sealed class DeleteOfOwnHostSucceeds() : Mutant(
        "delete-of-own-host-succeeds", "A delete of the station's own host succeeds.", since: FirmwareGeneration.JulyName, tests: "DeletePeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithRemove(host => registry.Remove(host) is var result && result == RemoveResult.IsLocal ? RemoveResult.Removed : result);
    }

    internal sealed class PathNotDecoded() : Mutant(
        "path-not-decoded", "The host in the path is compared without percent-decoding.", since: FirmwareGeneration.JulyName, tests: "DeletePeerTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapPath(ApiHandlerExtensions.IsDelete, ApiHandlerExtensions.WithoutDecoding);
    }

    internal sealed class PlusDecoded() : Mutant(
        "plus-decoded", "A plus in the path is decoded as a space, as in a form.", since: FirmwareGeneration.JulyName, tests: "DeletePeerTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapPath(ApiHandlerExtensions.IsDelete, ApiHandlerExtensions.WithPlusDecoded);
    }

    internal sealed class DeleteNotSaved() : Mutant(
        "delete-not-saved", "Only an add saves the group: a removed peer returns after a restart.", tests: "RestartTests")
    {
        public override IPeerStore Store(IPeerStore store, string path) => new AddOnlyStore(store);

        private sealed class AddOnlyStore(IPeerStore inner) : PeerStoreDecorator(inner)
        {
            private int _count;

            public override IReadOnlyList<StoredPeer> Load()
            {
                var peers = Inner.Load();
                _count = peers.Count;
                return peers;
            }

            public override void Save(IReadOnlyList<StoredPeer> peers)
            {
                if (peers.Count > _count)
                {
                    Inner.Save(peers);
                }

                _count = peers.Count;
            }
        }
    }

    internal sealed class DeleteWithoutHost() : Mutant("delete-without-host", "A delete without a host removes the whole group.", tests: "DeletePeerTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
            request is { Method: "DELETE", Path: PeersEndpoint.Path or PeersEndpoint.PathWithHost } ? RemoveAll(registry) : handler(request);

        private static ApiResponse RemoveAll(IPeerRegistry registry)
        {
            foreach (var peer in registry.Peers.Where(peer => peer.IsJoined))
            {
                registry.Remove(peer.Host);
            }

            return ApiResponse.Message(200, "done");
        }
    }
}
