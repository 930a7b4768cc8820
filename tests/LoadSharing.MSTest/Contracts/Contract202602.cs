namespace LoadSharing.MSTest.Contracts;

/// <summary>February 2026: the firmware that the pytest suite was written for. No roles, no reciprocal updates.</summary>
internal static class Contract202602
{
    public static Contract Values { get; } = new()
    {
        Generation = "2026-02",
        PeerFields = ["id", "name", "host", "ip", "online", "joined"],
        PeerId = _ => "unknown",
        PeerName = station => $"{station.Hostname}.local",
        SettledHost = station => $"{station.Hostname}.local",
        OwnRow = OwnRow.OnceDiscovered,
        KeepsRows = false,
        PushesUpdates = false,
        DecodesPath = false,
        HasStatus = false,
        AddJoinedHost = new(HttpStatusCode.BadRequest, "Peer already in group"),
        AddOwnHost = Answer.Done,
        ChangeOfMember = Answer.Done,
        PublishedPort = _ => 80,
        PublishedText = station => new Dictionary<string, string?> { ["type"] = "native", ["version"] = null, ["id"] = station.DeviceId },
    };
}
