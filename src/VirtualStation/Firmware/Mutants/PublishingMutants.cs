using System.Net;
using MulticastDns;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the published service and of the identity of devices.</summary>
internal static class PublishingMutants
{
    internal sealed class WrongPort() : Mutant("wrong-port", "The published port is a constant instead of the configured one.", tests: "RenameTests")
    {
        private const int DefaultPort = 80;
        private const int OtherPort = 8080;

        public override ServiceProfile Profile(ServiceProfile profile) => profile with { Port = profile.Port == DefaultPort ? OtherPort : DefaultPort };
    }

    internal sealed class WrongAddress() : Mutant("wrong-address", "The published address is that of the access point, which is unreachable on the network.")
    {
        public override ServiceProfile Profile(ServiceProfile profile) => profile with { Addresses = [IPAddress.Parse(StationIdentity.AccessPointAddress)] };
    }

    internal sealed class NoAddress() : Mutant("no-address", "The query ends before the address record arrives: the row has no address.", tests: "RenameTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
            registry.WithPeers(peers => peers.Select(peer => peer.IsLocal ? peer : peer with { Ip = "" }));
    }

    internal sealed class OneIdForAll() : Mutant("one-id-for-all", "The published device id is the placeholder of the build: all stations are one device.")
    {
        public override ServiceProfile Profile(ServiceProfile profile) =>
            profile with { Text = new Dictionary<string, string>(profile.Text) { ["id"] = StationIdentity.IdFromChip(StationIdentity.DefaultChipId)! } };
    }

    internal sealed class TypeNotPublished() : Mutant(
        "type-not-published", "The TXT record lacks the key type, by which clients select stations.", tests: "PublishedServiceTests")
    {
        public override ServiceProfile Profile(ServiceProfile profile) =>
            profile with { Text = profile.Text.Where(entry => entry.Key != "type").ToDictionary() };
    }

    internal sealed class IdIgnored() : Mutant(
        "id-ignored", "Peers are matched by host name only: a renamed device has two rows.", since: FirmwareGeneration.JulyName, tests: "RenameTests")
    {
        private const char Separator = '@';

        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new MatchesByName(registry);

        // Appends the name to the id, so that the inner registry treats each name as a device.
        private sealed class MatchesByName(IPeerRegistry inner) : PeerRegistryDecorator(inner)
        {
            public override IReadOnlyList<PeerEntry> Peers => [.. Inner.Peers.Select(peer => peer with { Id = peer.Id.Split(Separator)[0] })];

            public override void OnFound(DiscoveredStation station) => Inner.OnFound(station with { Id = $"{station.Id}{Separator}{station.Name}" });
        }
    }

    internal sealed class RenamedMemberLeavesGroup() : Mutant(
        "renamed-member-leaves-group", "The row of a renamed device is created again without its joined flag.", since: FirmwareGeneration.JulyName,
        tests: "RenameTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RemovesRenamed(registry);

        private sealed class RemovesRenamed(IPeerRegistry inner) : PeerRegistryDecorator(inner)
        {
            public override void OnFound(DiscoveredStation station)
            {
                var isRenamed = Inner.Peers.Any(
                    peer => peer.IsJoinedPeer && peer.Id == station.Id && !peer.Host.StartsWith(station.Name, StringComparison.OrdinalIgnoreCase));
                Inner.OnFound(station);
                if (isRenamed)
                {
                    Inner.Remove(station.MdnsName);
                }
            }
        }
    }

    internal sealed class FirstNamePublished() : Mutant(
        "first-name-published", "The published name is stored at the first boot: a later change of the setting has no effect.", tests: "RenameTests")
    {
        private string _file = "";

        public override IPeerStore Store(IPeerStore store, string path)
        {
            _file = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(path))!, "first-name");
            return store;
        }

        public override ServiceProfile Profile(ServiceProfile profile)
        {
            if (!File.Exists(_file))
            {
                File.WriteAllText(_file, profile.Instance);
            }

            var name = File.ReadAllText(_file);
            return profile with { Instance = name, HostName = name };
        }
    }

    internal sealed class ConflictNumbered() : Mutant(
        "conflict-numbered", "After a name conflict, the station publishes its name with a number appended, which it does not answer to.", tests: "RenameTests")
    {
        public override ServiceProfile? OnNameConflict(ServiceProfile profile) =>
            profile with { Instance = $"{profile.Instance}-2", HostName = $"{profile.HostName}-2" };
    }
}
