using System.Text.Json;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Storage;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Contracts;

/// <summary>2026-02: peers are listed and joined, each station on its own.</summary>
internal sealed class FebruaryContract : Contract
{
    public const string ContractName = "2026-02";
    private const int AlwaysPublishedPort = 80;

    public FebruaryContract()
        : base(ContractName)
    {
    }

    public override int AddDocumentBytes => 320;

    public override bool HasGroupStatus => false;

    public override bool HasRoles => false;

    public override bool IsReciprocal => false;

    public override HttpReply AlreadyJoined => HttpReply.Message(400, "Peer already in group");

    public override HttpReply BareDelete => HttpReply.Message(501, "Not implemented");

    public override IPeerStore CreateStore(StateFile file) => new PeerFile(file, withIds: false);

    public override IPeerRegistry CreateRegistry(StationIdentity self, IPeerStore store) => new FebruaryPeerRegistry(self, store);

    public override int InitialConfigVersion(int overrides) => 1;

    public override int PublishedPort(StationIdentity self) => AlwaysPublishedPort;

    public override IReadOnlyDictionary<string, string> PublishedText(StationIdentity self) =>
        new Dictionary<string, string> { ["type"] = BuildEnvironment, ["version"] = Version, ["id"] = self.Id };

    public override void WritePeer(Utf8JsonWriter json, PeerRow peer)
    {
        json.WriteStartObject();
        json.WriteString("id", "unknown");
        json.WriteString("name", peer.Name);
        json.WriteString("host", peer.Host);
        json.WriteString("ip", peer.Ip);
        json.WriteBoolean("online", peer.IsOnline);
        json.WriteBoolean("joined", peer.IsJoined);
        json.WriteEndObject();
    }

    public override string? HostOfPath(string encoded) => encoded;

    public override void AddStatus(IDictionary<string, Action<Utf8JsonWriter>> live, StationView station)
    {
    }
}
