namespace LoadSharing.MSTest.Contracts;

/// <summary>February 2026: the firmware that the pytest suite was written for. No roles, no reciprocal updates.</summary>
internal static class Contract202602
{
    public static Contract Values { get; } = new()
    {
        Generation = ApiGeneration.February2026,
        PeerId = _ => "unknown",
        PeerName = station => $"{station.Hostname}.local",
        SettledHost = station => $"{station.Hostname}.local",
        OwnRow = OwnRow.OnceDiscovered,
        KeepsRows = false,
        PushesUpdates = false,
        DecodesPath = false,
        Settings = new Dictionary<string, string?>
        {
            ["loadsharing_enabled"] = "false",
            ["loadsharing_group_id"] = "\"\"",
            ["loadsharing_group_max_current"] = "0",
            ["loadsharing_safety_factor"] = "1",
            ["loadsharing_heartbeat_timeout"] = "30",
            ["loadsharing_failsafe_mode"] = "\"safe_current\"",
            ["loadsharing_failsafe_safe_current"] = "6",
            ["loadsharing_failsafe_peer_assumed_current"] = "6",
            ["loadsharing_priority"] = "0",
            ["loadsharing_config_version"] = null,
            ["loadsharing_config_updated_at"] = null,
        },
        AddJoinedHost = new(HttpStatusCode.BadRequest, "Peer already in group"),
        AddOwnHost = Answer.Done,
        ChangeOfMember = Answer.Done,
        PublishedPort = _ => 80,
        PublishedText = station => new Dictionary<string, string?> { ["type"] = "native", ["version"] = null, ["id"] = station.DeviceId },
    };
}
