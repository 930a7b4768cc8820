using System.Text.Json;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Firmware.Storage;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Generations;

/// <summary>2026-02: each station keeps its own list of peers, identified by host.</summary>
internal sealed class Generation202602() : FirmwareGeneration(GenerationName)
{
    public const string GenerationName = "2026-02";
    private const int AlwaysPublishedPort = 80;

    public override int AddDocumentBytes => 320;

    public override bool HasGroupStatus => false;

    public override bool HasRoles => false;

    public override bool HasReciprocalUpdates => false;

    public override ApiResponse AlreadyJoined => ApiResponse.Message(400, "Peer already in group");

    public override ApiResponse DeleteWithoutHost => ApiResponse.Message(501, "Not implemented");

    public override IPeerStore CreateStore(StateFile file) => new PeerStore(file, withIds: false);

    public override IPeerRegistry CreateRegistry(StationIdentity self, IPeerStore store) => new PeerRegistry202602(self, store);

    public override int InitialConfigVersion(int overrides) => 1;

    public override int PublishedPort(StationIdentity self) => AlwaysPublishedPort;

    public override IReadOnlyDictionary<string, string> PublishedText(StationIdentity self) =>
        new Dictionary<string, string> { ["type"] = BuildEnvironment, ["version"] = Version, ["id"] = self.Id };

    public override void WritePeer(Utf8JsonWriter json, PeerEntry peer)
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

    public override string? DecodeHost(string encoded) => encoded;

    public override void AddLiveStatus(LiveValues live, IPeerRegistry registry, GroupSettings group, ChargerReading charger)
    {
    }
}
