using System.Text.Json;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Firmware.Storage;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Generations;

/// <summary>2026-07: peers are identified by device id, updated reciprocally, and have roles.</summary>
internal sealed class Generation202607() : FirmwareGeneration(GenerationName)
{
    public const string GenerationName = "2026-07";

    public override int AddDocumentBytes => 352;

    public override bool HasGroupStatus => true;

    public override bool HasRoles => true;

    public override bool HasReciprocalUpdates => true;

    public override ApiResponse AlreadyJoined => ApiResponse.Message(200, "already in group");

    public override ApiResponse DeleteWithoutHost => ApiResponse.Message(405, "Use DELETE /loadsharing/peers/{host}");

    public override IPeerStore CreateStore(StateFile file) => new PeerStore(file, withIds: true);

    public override IPeerRegistry CreateRegistry(StationIdentity self, IPeerStore store) => new PeerRegistry202607(self, store);

    public override int InitialConfigVersion(int overrides) => 1 + overrides;

    public override int PublishedPort(StationIdentity self) => self.HttpPort;

    public override IReadOnlyDictionary<string, string> PublishedText(StationIdentity self) =>
        new Dictionary<string, string> { ["type"] = BuildEnvironment, ["version"] = Version, ["id"] = self.Id, ["ssl"] = "0" };

    public override void WritePeer(Utf8JsonWriter json, PeerEntry peer)
    {
        json.WriteStartObject();
        WritePeerFields(json, peer);
        json.WriteBoolean("isLocal", peer.IsLocal);
        json.WriteEndObject();
    }

    /// <summary>Writes the fields that the peer list and the group status have in common.</summary>
    public static void WritePeerFields(Utf8JsonWriter json, PeerEntry peer)
    {
        json.WriteString("id", peer.Id);
        json.WriteString("name", peer.Name);
        json.WriteString("host", peer.Host);
        json.WriteString("url", peer.Url);
        json.WriteString("ip", peer.Ip);
        json.WriteBoolean("online", peer.IsOnline);
        json.WriteBoolean("joined", peer.IsJoined);
    }

    public override string? DecodeHost(string encoded) => PercentEncoding.Decode(encoded);

    public override void AddLiveStatus(LiveValues live, IPeerRegistry registry, GroupSettings group, ChargerReading charger) => live
        .Set("loadsharing_min_current", charger.MinimumAmps)
        .Set("loadsharing_max_current", charger.ConfiguredMaximumAmps)
        .Set("loadsharing_priority", group.Priority)
        .Set("loadsharing_peers_version", registry.Version)
        .Set("loadsharing_group_current_total", charger.Milliamps)
        .Set("loadsharing_joined_peers", json =>
        {
            json.WriteStartArray();
            foreach (var peer in registry.Peers.Where(peer => peer.IsJoined))
            {
                WriteJoinedPeer(json, peer, group, charger);
            }

            json.WriteEndArray();
        });

    private static void WriteJoinedPeer(Utf8JsonWriter json, PeerEntry peer, GroupSettings group, ChargerReading charger)
    {
        json.WriteStartObject();
        json.WriteString("hostname", peer.Host);
        json.WriteString("id", peer.Id);
        json.WriteString("name", peer.Name);
        if (peer.IsLocal)
        {
            json.WriteNumber("amp", charger.Milliamps);
            json.WriteNumber("voltage", charger.Volts);
            json.WriteNumber("pilot", charger.PilotAmps);
            json.WriteNumber("vehicle", charger.HasVehicle ? 1 : 0);
            json.WriteNumber("state", charger.State);
            json.WriteNumber("min_current", charger.MinimumAmps);
            json.WriteNumber("max_current", charger.ConfiguredMaximumAmps);
            json.WriteNumber("priority", group.Priority);
        }

        json.WriteEndObject();
    }
}
