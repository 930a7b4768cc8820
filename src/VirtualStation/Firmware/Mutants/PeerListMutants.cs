using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the rows that discovery adds to the peer list.</summary>
internal static class PeerListMutants
{
    internal sealed class SelfListed() : Mutant(
        "self-listed",
        "The station does not recognise its own device id in browse results, and lists itself as a peer.", since: FirmwareGeneration.JulyName,
        tests: "RenameTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new WithSelf(registry, self);

        private sealed class WithSelf(IPeerRegistry inner, StationIdentity self) : PeerRegistryDecorator(inner)
        {
            private PeerEntry? _self;

            public override IReadOnlyList<PeerEntry> Peers => _self is null ? Inner.Peers : [.. Inner.Peers, _self];

            public override void OnFound(DiscoveredStation station)
            {
                Inner.OnFound(station);
                if (station.Id == self.Id)
                {
                    _self = new PeerEntry
                    {
                        Id = station.Id,
                        Name = station.Name,
                        Host = station.MdnsName,
                        Url = station.Url,
                        Ip = station.Ip,
                        IsOnline = true,
                    };
                }
            }
        }
    }

    internal sealed class SelfHidden() : Mutant(
        "self-hidden", "The list omits the station itself, as a user interface would, but clients of the API expect it.")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithPeers(peers => peers.Where(peer => !self.Matches(peer.Host) || (peer.IsJoined && !peer.IsLocal)));
    }

    internal sealed class NeighbourLost() : Mutant(
        "neighbour-lost", "The loop over the browse results ends one too early: the last of several stations is never listed.", tests: "RenameTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithPeers(peers =>
        {
            var others = peers.Where(peer => peer.IsDiscovered() && !self.Matches(peer.Host)).ToList();
            var last = others.Count > 1 ? others.MaxBy(peer => peer.Name, StringComparer.Ordinal) : null;
            return peers.Where(peer => peer != last);
        });
    }

    internal sealed class OfflineDropped() : Mutant(
        "offline-dropped",
        "A station that is not found is removed from the list, even if it is joined, instead of marked offline.", since: FirmwareGeneration.JulyName,
        tests: "StopTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithPeers(peers => peers.Where(peer => peer.IsOnline || !peer.IsDiscovered()));
    }

    internal sealed class DiscoveredJoined() : Mutant(
        "discovered-joined", "A discovered station is joined at once, without a request to add it.", tests: "RenameTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithPeers(peers => peers.Select(peer => peer.IsDiscovered() ? peer with { IsJoined = true } : peer));
    }

    internal sealed class RowsRepeated() : Mutant(
        "rows-repeated", "A sweep appends its results without checking the list: from the second sweep on, each station has two rows.", tests: "StopTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RepeatsDiscovered(registry);

        private sealed class RepeatsDiscovered(IPeerRegistry inner) : PeerRegistryDecorator(inner)
        {
            private int _sweeps;

            public override IReadOnlyList<PeerEntry> Peers =>
                _sweeps < 2 ? Inner.Peers : [.. Inner.Peers, .. Inner.Peers.Where(peer => peer.IsDiscovered())];

            public override void EndSweep()
            {
                Inner.EndSweep();
                _sweeps++;
            }
        }
    }

    internal sealed class RowsDoubledInASweep() : Mutant(
        "rows-doubled-in-a-sweep", "A sweep appends its results and merges them at its end: until then, a listed station has two rows.",
        tests: "DiscoveryTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new AppendsUntilSweepEnds(registry);

        private sealed class AppendsUntilSweepEnds(IPeerRegistry inner) : PeerRegistryDecorator(inner)
        {
            private readonly Lock _lock = new();
            private readonly HashSet<string> _appended = [];

            public override IReadOnlyList<PeerEntry> Peers
            {
                get
                {
                    lock (_lock)
                    {
                        return [.. Inner.Peers, .. Inner.Peers.Where(peer => peer.IsDiscovered() && _appended.Contains(peer.Name))];
                    }
                }
            }

            public override void OnFound(DiscoveredStation station)
            {
                lock (_lock)
                {
                    _appended.UnionWith(Inner.Peers.Select(peer => peer.Name).Where(name => name == station.Name || name == station.MdnsName));
                }

                Inner.OnFound(station);
            }

            public override void EndSweep()
            {
                lock (_lock)
                {
                    _appended.Clear();
                }

                Inner.EndSweep();
            }
        }
    }
}
