namespace LoadSharing.MSTest.Contracts;

/// <summary>July 2026: the load-sharing branch, with device ids, roles and reciprocal updates.</summary>
internal static class Contract202607
{
    public static Contract Values { get; } = new()
    {
        Generation = ApiGeneration.July2026,
        PeerId = station => station.DeviceId,
        PeerName = station => station.Hostname,
        SettledHost = station => station.FirmwareUrl.Port == 80 ? $"{station.Hostname}.local" : $"{station.Hostname}.local:{station.FirmwareUrl.Port}",
        OwnRow = OwnRow.AlwaysFirst,
        KeepsRows = true,
        PushesUpdates = true,
        DecodesPath = true,
        PushesMaximum = true,
        StatusFields = ["enabled", "group_id", "computed_at", "failsafe_active", "online_count", "offline_count", "peers", "allocations"],
        StatusRowFields = ["id", "name", "host", "url", "ip", "online", "joined", "version", "last_seen"],
        PeerStatusFields = ["amp", "voltage", "pilot", "vehicle", "state", "min_current", "max_current", "priority"],
        ChargerStatusFields =
        [
            "loadsharing_min_current", "loadsharing_max_current", "loadsharing_priority", "loadsharing_peers_version", "loadsharing_status_version",
            "loadsharing_joined_peers", "loadsharing_group_current_total",
        ],
        Settings = new Dictionary<string, string?>(Contract202602.Values.Settings)
        {
            ["loadsharing_role"] = "\"\"",
            ["loadsharing_controller_host"] = "\"\"",
            ["loadsharing_rotation_interval"] = "1800",
        },
        AddJoinedHost = new(HttpStatusCode.OK, "already in group"),
        AddOwnHost = new(HttpStatusCode.BadRequest, "Cannot add local device as peer"),
        ChangeOfMember = new(HttpStatusCode.Forbidden, "Load sharing configuration is read-only on members"),
        PublishedPort = station => station.FirmwareUrl.Port,
        PublishedText = station => new Dictionary<string, string?>
        {
            ["type"] = "native_openevse",
            ["version"] = null,
            ["id"] = station.DeviceId,
            ["ssl"] = "0",
        },
    };
}
