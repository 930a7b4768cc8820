namespace LoadSharing.MSTest.Contracts;

/// <summary>The current load-sharing branch: ids and URLs, reciprocal adds, and a station that lists itself first.</summary>
internal sealed class Contract202607 : Contract
{
    private const int HttpPort = 80;

    public override string Name => "2026-07";

    public override IReadOnlyList<PeerField> PeerFields { get; } =
    [
        new("id", PeerFieldType.Text),
        new("name", PeerFieldType.Text),
        new("host", PeerFieldType.Text),
        new("url", PeerFieldType.Text),
        new("ip", PeerFieldType.Text),
        new("online", PeerFieldType.Flag),
        new("joined", PeerFieldType.Flag),
        new("isLocal", PeerFieldType.Flag),
    ];

    public override Answer Duplicate { get; } = new(HttpStatusCode.OK, "already in group");

    public override bool HasReciprocal => true;

    public override TimeSpan JoinedIsOnlineWithin => Deadlines.Followed;

    public override Answer AddOwnHost { get; } = new(HttpStatusCode.BadRequest, "Cannot add local device as peer");

    public override Answer DeleteOwnHost { get; } = new(HttpStatusCode.BadRequest, "Cannot remove local device from group");

    public override Answer AddOnMember { get; } = new(HttpStatusCode.Forbidden, "Load sharing configuration is read-only on members");

    public override Answer DeleteOnMember => AddOnMember;

    public override string InPath(string host) => Uri.EscapeDataString(host);

    public override bool HasPath(string host) => true;

    public override Answer DeleteEncoded => Answer.Done;

    public override IEnumerable<string> AfterDeleteEncodedProblems(PeerList list, string host) => AfterDeleteProblems(list, host);

    /// <summary>Always first, local, joined and online.</summary>
    public override IEnumerable<string> SelfProblems(PeerList list, Station station)
    {
        var own = list.RowsOf(station);
        if (own is not [var row])
        {
            return [$"lists itself {own.Count} times instead of once: {string.Join(" ", own.Select(each => each.Raw))}"];
        }

        var problems = IdentityProblems(row, station).ToList();
        if (row.Index != 0)
        {
            problems.Add($"the place is {row.Index} instead of 0, the first");
        }

        problems.AddRange(new[] { ("isLocal", row.IsLocal), ("joined", row.Joined), ("online", row.Online) }
            .Where(flag => !flag.Item2).Select(flag => $"{flag.Item1} is false instead of true"));
        return problems.Select(problem => $"in its own row {problem}: {row.Raw}")
            .Concat(list.Rows.Where(other => other.IsLocal && other != row).Select(other => $"isLocal is true in a row that isn't its own: {other.Raw}"));
    }

    public override IEnumerable<string> DiscoveredSelfProblems(PeerList list, Station station) => SelfProblems(list, station);

    /// <summary>The first discovery gives the host as announced, a later one adds the port where it isn't 80.</summary>
    public override IEnumerable<string> IdentityProblems(PeerRow row, Station station)
    {
        var problems = WrongText("id", row.Id, station.DeviceId).Concat(WrongText("name", row.Name, station.Hostname)).ToList();
        if (!HostNames.Same(row.Host, Announced(station)) && !HostNames.Same(row.Host, WithPort(station)))
        {
            problems.Add($"host is \"{row.Host}\" instead of \"{Announced(station)}\" or \"{WithPort(station)}\"");
        }

        var port = station.FirmwareUrl.Port;
        if (!Uri.TryCreate(row.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.Port != port)
        {
            problems.Add($"url is \"{row.Url}\" instead of an http URL with port {port}");
        }
        else if (!HostNames.Same(url.Host, Announced(station)) && !station.IsAt(url.Host))
        {
            problems.Add($"url is \"{row.Url}\", but the station is {Announced(station)} at {station.Address}");
        }

        return problems;
    }

    public override IEnumerable<string> ServiceProblems(BrowseResult service, Station station) => WrongService(
        service,
        station.FirmwareUrl.Port,
        new Dictionary<string, string?> { ["type"] = "native_openevse", ["version"] = null, ["id"] = station.DeviceId, ["ssl"] = "0" });

    public override IEnumerable<string> UnsettledProblems(PeerRow row, Station station) =>
        HostNames.Same(row.Host, WithPort(station)) ? [] : [$"host is \"{row.Host}\", and from the second discovery on must be \"{WithPort(station)}\""];

    /// <summary>It stays listed, not joined, until a restart.</summary>
    public override IEnumerable<string> AfterDeleteProblems(PeerList list, string host) => list.RowsOf(host) switch
    {
        [{ Joined: false }] => [],
        [var row] => [$"still joined: {row.Raw}"],
        var rows => [$"listed {rows.Count} times instead of once with joined:false"],
    };

    /// <summary>It is refused, and the row that says so stays as it was.</summary>
    public override IEnumerable<string> AddedOwnHostProblems(PeerList list, Station station, string host) => SelfProblems(list, station);

    /// <summary>Nothing has changed.</summary>
    public override IEnumerable<string> OnMemberProblems(PeerList list, string added, string deleted) =>
        NotJoinedProblems(list, deleted).Concat(list.RowsOf(added).Select(row => $"the refused add made a row: {row.Raw}"));

    /// <summary>Asked to join the station, and not to ask back: that is what keeps two stations from asking each other for ever.</summary>
    public override IEnumerable<string> ToldOfAddProblems(IReadOnlyList<HeardRequest> heard, Station by) => Push.NotJust(
        heard,
        PeerApi.Peers,
        $$"""{"host":"{{Announced(by)}}","reciprocal":false}, with or without port""",
        body => Push.HasFalse(body, "reciprocal") && Push.HasText(body, "host", host => HostNames.Same(HostNames.Bare(host), by.Hostname)));

    /// <summary>Asked to leave its member role.</summary>
    public override IEnumerable<string> ToldOfDeleteProblems(IReadOnlyList<HeardRequest> heard) => Push.NotJust(
        heard,
        "/config",
        "{\"loadsharing_enabled\":false,\"loadsharing_role\":\"\",…}",
        body => Push.HasFalse(body, "loadsharing_enabled") && Push.HasText(body, "loadsharing_role", role => role.Length == 0));

    /// <summary>It has joined it too, in one row.</summary>
    public override IEnumerable<string> AddedByProblems(PeerList list, Station other) => OneJoinedRowProblems(list, other);

    /// <summary>Two spellings of one device merge once it is discovered.</summary>
    public override IEnumerable<string> JoinedByAddressProblems(PeerList list, Station other) =>
    [
        .. OneJoinedRowProblems(list, other),
        .. list.RowsOf(other.PeerHost).Where(row => !other.IsMeantBy(row)).Select(row => $"a second row for {other.Name}: {row.Raw}"),
    ];

    /// <summary>It stays listed, offline.</summary>
    public override IEnumerable<string> GoneProblems(IReadOnlyList<PeerRow> rows, string who) => rows switch
    {
        [{ Online: false }] => [],
        [var row] => [$"{who} and still online: {row.Raw}"],
        _ => [$"{who} and in {rows.Count} rows instead of one with online:false"],
    };

    /// <summary>A device is known by its id: its row has the new name, and all else is as it was.</summary>
    public override IEnumerable<string> RenamedProblems(PeerList list, Station renamed, string former, bool joined) => DiscoveredProblems(
        [.. list.RowsOf(renamed).Union(list.RowsNamed(former))], renamed, joined, $"{renamed.Name}, renamed from {former} to {renamed.Hostname}");

    protected override IEnumerable<Refusal> OwnRefusals(Station station) =>
    [
        CommonRefusals.Delete(RefusalLines.BareDelete, PeerApi.Peers, new Answer(HttpStatusCode.MethodNotAllowed, "Use DELETE /loadsharing/peers/{host}")),
        .. CommonRefusals.Posts(RefusalLines.OwnHost, AddOwnHost.Msg!, OwnHosts(station).Select(host => $$"""{"host":"{{host}}"}""")),
        .. OwnHosts(station).Select(host => CommonRefusals.Delete(RefusalLines.OwnHost, PeerApi.Peer(InPath(host)), DeleteOwnHost)),
        CommonRefusals.Delete(RefusalLines.UndecodableHost, PeerApi.Peer("%zz"), new Answer(HttpStatusCode.BadRequest, "Invalid host")),
        CommonRefusals.Delete(RefusalLines.UndecodableHost, PeerApi.Peer("a.local%4"), new Answer(HttpStatusCode.BadRequest, "Invalid host")),
    ];

    private static IEnumerable<string> OwnHosts(Station station) => [Announced(station), Announced(station).ToUpperInvariant()];

    private static IEnumerable<string> OneJoinedRowProblems(PeerList list, Station other) => list.RowsOf(other) switch
    {
        [{ Joined: true }] => [],
        [var row] => [$"{other.Name} is not joined: {row.Raw}"],
        var rows => [$"{other.Name} is in {rows.Count} rows instead of one with joined:true"],
    };

    private static string Announced(Station station) => $"{station.Hostname}.local";

    private static string WithPort(Station station) =>
        station.FirmwareUrl.Port == HttpPort ? Announced(station) : $"{Announced(station)}:{station.FirmwareUrl.Port}";
}
