using System.Net;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of following peers, and of leaving a group.</summary>
internal static class FollowingMutants
{
    /// <summary>A mutant that handles the answers of followed peers incorrectly.</summary>
    internal abstract class FollowingMutant(string name, string description)
        : Mutant(name, description, FirmwareGeneration.SeptemberName, "SpellingTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            new FollowedDecorator(registry, (host, peer) => OnFollowed(registry, self, host, peer));

        protected abstract void OnFollowed(IPeerRegistry registry, StationIdentity self, string host, FollowedPeer peer);

        /// <summary>The row of the same device under another host.</summary>
        protected static PeerEntry? Twin(IPeerRegistry registry, string host, FollowedPeer peer) =>
            registry.Peers.FirstOrDefault(row => row.Host != host && row.Id == peer.Id);

        private sealed class FollowedDecorator(IPeerRegistry inner, Action<string, FollowedPeer> onFollowed) : PeerRegistryDecorator(inner)
        {
            public override void OnFollowed(string host, FollowedPeer peer) => onFollowed(host, peer);
        }
    }

    internal sealed class OwnAddressStays() : FollowingMutant(
        "own-address-stays", "A row is not removed although its device id is the station's own.")
    {
        protected override void OnFollowed(IPeerRegistry registry, StationIdentity self, string host, FollowedPeer peer) =>
            registry.OnFollowed(host, peer.Id == self.Id ? peer with { Id = "" } : peer);
    }

    internal sealed class OwnAddressRemovesOwnRow() : Mutant(
        "own-address-removes-own-row", "The rows with the station's device id are removed, its own row too.", FirmwareGeneration.SeptemberName,
        tests: "SpellingTests")
    {
        private volatile bool _isRemoved;

        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new OwnRowDecorator(registry, self, this);

        private sealed class OwnRowDecorator(IPeerRegistry inner, StationIdentity self, OwnAddressRemovesOwnRow mutant) : PeerRegistryDecorator(inner)
        {
            public override IReadOnlyList<PeerEntry> Peers => mutant._isRemoved ? [.. Inner.Peers.Where(peer => !peer.IsLocal)] : Inner.Peers;

            public override void OnFollowed(string host, FollowedPeer peer)
            {
                Inner.OnFollowed(host, peer);
                mutant._isRemoved |= peer.Id == self.Id;
            }
        }
    }

    internal sealed class OwnAddressRefused() : Mutant(
        "own-address-refused", "The station's address counts as its own host, as its name does.", FirmwareGeneration.SeptemberName, tests: "SpellingTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithAdd(host =>
            HostAndPort.Parse(host) is { Port: var port } given && port == self.HttpPort && IPAddress.TryParse(given.Host, out _)
                ? AddResult.IsLocal
                : registry.Add(host));
    }

    internal sealed class RowsOfOneIdStay() : FollowingMutant(
        "rows-of-one-id-stay", "A device under two hosts has two rows, which both get current.")
    {
        protected override void OnFollowed(IPeerRegistry registry, StationIdentity self, string host, FollowedPeer peer) =>
            registry.OnFollowed(host, Twin(registry, host, peer) is null ? peer : peer with { Id = "" });
    }

    internal sealed class MergeKeepsFirstHost() : FollowingMutant(
        "merge-keeps-first-host", "When two rows of a device merge, the later one is removed.")
    {
        protected override void OnFollowed(IPeerRegistry registry, StationIdentity self, string host, FollowedPeer peer)
        {
            var twin = Twin(registry, host, peer);
            registry.OnFollowed(host, peer);
            if (twin is { IsJoinedPeer: true })
            {
                registry.Remove(host);
                registry.Add(twin.Host);
            }
        }
    }

    internal sealed class MergeLeavesGroup() : FollowingMutant(
        "merge-leaves-group", "When two rows of a device merge, the remaining one is not joined.")
    {
        protected override void OnFollowed(IPeerRegistry registry, StationIdentity self, string host, FollowedPeer peer)
        {
            var twin = Twin(registry, host, peer);
            registry.OnFollowed(host, peer);
            if (twin is { IsLocal: false })
            {
                registry.Remove(host);
            }
        }
    }

    internal sealed class FollowedStaysOnline() : Mutant(
        "followed-stays-online", "A joined peer is marked online by its status, but never marked offline.", FirmwareGeneration.SeptemberName,
        tests: "StatusTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new NeverUnreachable(registry);

        private sealed class NeverUnreachable(IPeerRegistry inner) : PeerRegistryDecorator(inner)
        {
            public override void OnUnreachable(string host, string error)
            {
            }
        }
    }

    internal sealed class SilentPeerNotFollowedAgain() : Mutant(
        "silent-peer-not-followed-again", "A joined peer whose connection stays open without a frame is offline, and is not asked again.",
        FirmwareGeneration.JulyName, tests: "FollowingTests")
    {
        public override IBackoff Backoff(IBackoff backoff) => new NotAfterSilence(backoff);

        private sealed class NotAfterSilence(IBackoff inner) : IBackoff
        {
            public TimeSpan Delay(int failures) => failures == 0 ? TimeSpan.FromDays(1) : inner.Delay(failures);
        }
    }

    /// <summary>A mutant that changes the group after a member has left it.</summary>
    internal abstract class LeavingMutant(string name, string description, string since, string tests) : Mutant(name, description, since, tests)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
        {
            var before = registry.Peers.Where(peer => peer.IsJoinedPeer).Select(peer => peer.Host).ToList();
            var response = handler(request);
            var left = before.Except(registry.Peers.Where(peer => peer.IsJoinedPeer).Select(peer => peer.Host)).FirstOrDefault();
            if (request is { Method: "POST", Path: ConfigEndpoint.Path } && left is not null)
            {
                OnLeft(registry, left);
            }

            return response;
        };

        protected abstract void OnLeft(IPeerRegistry registry, string controller);
    }

    internal sealed class LeaveKeepsController() : LeavingMutant(
        "leave-keeps-controller", "A member that leaves its group keeps the controller as a peer.", FirmwareGeneration.JulyName, tests: "LeaveTests")
    {
        protected override void OnLeft(IPeerRegistry registry, string controller) => registry.Add(controller);
    }

    internal sealed class LeaveRemovesAll() : LeavingMutant(
        "leave-removes-all", "A member that leaves its group removes all its peers.", FirmwareGeneration.JulyName, tests: "MemberTests")
    {
        protected override void OnLeft(IPeerRegistry registry, string controller)
        {
            foreach (var peer in registry.Peers.Where(peer => peer.IsJoinedPeer))
            {
                registry.Remove(peer.Host);
            }
        }
    }
}
