using System.Text.Json;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Storage;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Contracts;

/// <summary>2026-07: stations know each other by device id, tell each other of changes, and have roles.</summary>
internal sealed class JulyContract : Contract
{
    public const string ContractName = "2026-07";

    public JulyContract()
        : base(ContractName)
    {
    }

    public override int AddDocumentBytes => 352;

    public override bool HasGroupStatus => true;

    public override bool HasRoles => true;

    public override bool IsReciprocal => true;

    public override HttpReply AlreadyJoined => HttpReply.Message(200, "already in group");

    public override HttpReply BareDelete => HttpReply.Message(405, "Use DELETE /loadsharing/peers/{host}");

    public override IPeerStore CreateStore(StateFile file) => new PeerFile(file, withIds: true);

    public override IPeerRegistry CreateRegistry(StationIdentity self, IPeerStore store) => new JulyPeerRegistry(self, store);

    public override int InitialConfigVersion(int overrides) => 1 + overrides;

    public override int PublishedPort(StationIdentity self) => self.HttpPort;

    public override IReadOnlyDictionary<string, string> PublishedText(StationIdentity self) =>
        new Dictionary<string, string> { ["type"] = BuildEnvironment, ["version"] = Version, ["id"] = self.Id, ["ssl"] = "0" };

    public override void WritePeer(Utf8JsonWriter json, PeerRow peer)
    {
        json.WriteStartObject();
        WritePeerFields(json, peer);
        json.WriteBoolean("isLocal", peer.IsLocal);
        json.WriteEndObject();
    }

    /// <summary>The fields that the peer list and the group's status share.</summary>
    public static void WritePeerFields(Utf8JsonWriter json, PeerRow peer)
    {
        json.WriteString("id", peer.Id);
        json.WriteString("name", peer.Name);
        json.WriteString("host", peer.Host);
        json.WriteString("url", peer.Url);
        json.WriteString("ip", peer.Ip);
        json.WriteBoolean("online", peer.IsOnline);
        json.WriteBoolean("joined", peer.IsJoined);
    }

    public override string? HostOfPath(string encoded) => PercentEncoding.Decode(encoded);

    public override void AddStatus(IDictionary<string, Action<Utf8JsonWriter>> live, StationView station)
    {
        var charger = station.Charger;
        live["loadsharing_min_current"] = json => json.WriteNumberValue(charger.MinimumAmps);
        live["loadsharing_max_current"] = json => json.WriteNumberValue(charger.ConfiguredMaximumAmps);
        live["loadsharing_priority"] = json => json.WriteNumberValue(station.Group.Priority);
        live["loadsharing_peers_version"] = json => json.WriteNumberValue(station.Peers.Version);
        live["loadsharing_group_current_total"] = json => json.WriteNumberValue(charger.Milliamps);
        live["loadsharing_joined_peers"] = json =>
        {
            json.WriteStartArray();
            foreach (var peer in station.Peers.Rows.Where(row => row.IsJoined))
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
                    json.WriteNumber("priority", station.Group.Priority);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        };
    }
}
