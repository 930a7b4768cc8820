using System.Text.Json.Nodes;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants that add, omit or retype one field of a document. Only the tests of that document's structure should fail.</summary>
internal static class FieldMutants
{
    private const string GroupStatus = GroupStatusEndpoint.Path;
    private const string Config = ConfigEndpoint.Path;
    private const string Status = StatusEndpoint.Path;
    private const string July = FirmwareGeneration.JulyName;
    private const string September = FirmwareGeneration.SeptemberName;

    /// <param name="name">The value of <c>--mutant</c>.</param>
    /// <param name="description">The programming mistake.</param>
    /// <param name="path">The path of the document.</param>
    /// <param name="change">Changes the document.</param>
    /// <param name="since">The oldest generation with the field.</param>
    internal abstract class FieldMutant(string name, string description, string path, Action<JsonNode> change, string since = "")
        : Mutant(name, description, since)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            handler.MapJson(path, change);
    }

    internal sealed class RowFieldAdded() : FieldMutant(
        "row-field-added", "Each row of the peer list has a new field.", PeersEndpoint.Path, list => list.ChangeRows(row => row["mac"] = ""));

    internal sealed class RowFieldMissing() : FieldMutant(
        "row-field-missing", "The rows of the peer list have no url.", PeersEndpoint.Path, list => list.ChangeRows(row => row.Remove("url")), July);

    internal sealed class RowFieldRetyped() : FieldMutant(
        "row-field-retyped", "The url of each row is an object.", PeersEndpoint.Path, list => list.ChangeRows(row => row["url"] = new JsonObject()), July);

    internal sealed class GroupStatusFieldAdded() : FieldMutant(
        "group-status-field-added", "The group status has a new field.", GroupStatus, status => status["phase"] = 1, July);

    internal sealed class GroupStatusFieldMissing() : FieldMutant(
        "group-status-field-missing", "The group status does not say when it was computed.",
        GroupStatus, status => status.AsObject().Remove("computed_at"), July);

    internal sealed class GroupStatusFieldRetyped() : FieldMutant(
        "group-status-field-retyped", "The group status says in seconds when it was computed.",
        GroupStatus, status => status["computed_at"] = 0, July);

    internal sealed class GroupRowFieldAdded() : FieldMutant(
        "group-row-field-added", "Each row of the group status has a new field.",
        GroupStatus, status => GroupRows(status, row => row["mac"] = ""), July);

    internal sealed class GroupRowFieldMissing() : FieldMutant(
        "group-row-field-missing", "The rows of the group status have no last_seen.",
        GroupStatus, status => GroupRows(status, row => row.Remove("last_seen")), July);

    internal sealed class GroupRowFieldRetyped() : FieldMutant(
        "group-row-field-retyped", "The version in the rows of the group status is a number.",
        GroupStatus, status => GroupRows(status, row => row["version"] = 1), July);

    internal sealed class OwnStatusMissing() : FieldMutant(
        "own-status-missing", "The station's own row of the group status has no status.",
        GroupStatus, status => GroupRows(status, row => row.Remove("status")), September);

    internal sealed class ErrorMissing() : FieldMutant(
        "error-missing", "The group status does not say why a peer is offline.",
        GroupStatus, status => GroupRows(status, row => row.Remove("error")), September);

    internal sealed class FailsafeReasonMissing() : FieldMutant(
        "failsafe-reason-missing", "The group status does not say why a failsafe is active.",
        GroupStatus, status => status.AsObject().Remove("failsafe_reason"), September);

    internal sealed class StatusFieldAdded() : FieldMutant(
        "status-field-added", "The status has a new field of load sharing.", Status, status => status["loadsharing_state"] = "idle");

    internal sealed class StatusFieldMissing() : FieldMutant(
        "status-field-missing", "The status does not have the version of the peer list.",
        Status, status => status.AsObject().Remove("loadsharing_peers_version"), July);

    internal sealed class ConfigFieldAdded() : FieldMutant(
        "config-field-added", "There is a new setting of load sharing.", Config, config => config["loadsharing_phases"] = 3);

    internal sealed class ConfigFieldMissing() : FieldMutant(
        "config-field-missing", "The setting of the safety factor is not shown.",
        Config, config => config.AsObject().Remove("loadsharing_safety_factor"));

    internal sealed class ConfigFieldRetyped() : FieldMutant(
        "config-field-retyped", "The heartbeat timeout is shown as a string.", Config, config => config["loadsharing_heartbeat_timeout"] = "30");

    private static void GroupRows(JsonNode status, Action<JsonObject> change) => status["peers"]!.ChangeRows(change);
}
