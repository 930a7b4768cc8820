namespace LoadSharing.MSTest.Contracts;

/// <summary>July 2026: the load-sharing branch, with device ids, roles and reciprocal updates.</summary>
internal static class Contract202607
{
    public static Contract Values { get; } = new()
    {
        Generation = "2026-07",
        PeerFields = ["id", "name", "host", "url", "ip", "online", "joined", "isLocal"],
        PeerId = station => station.DeviceId,
        PeerName = station => station.Hostname,
        SettledHost = station => station.FirmwareUrl.Port == 80 ? $"{station.Hostname}.local" : $"{station.Hostname}.local:{station.FirmwareUrl.Port}",
        OwnRow = OwnRow.AlwaysFirst,
        KeepsRows = true,
        PushesUpdates = true,
        DecodesPath = true,
        HasStatus = true,
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
