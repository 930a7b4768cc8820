namespace LoadSharing.MSTest.Contracts;

/// <summary>The generation the seed describes: no ids, no reciprocal adds, and a station that may discover itself.</summary>
internal sealed class Contract202602 : Contract
{
    private const int HttpPort = 80;
    private const string UnknownId = "unknown";

    public override string Name => "2026-02";

    public override IReadOnlyList<PeerField> PeerFields { get; } =
    [
        new("id", PeerFieldType.Text) { Always = UnknownId },
        new("name", PeerFieldType.Text),
        new("host", PeerFieldType.Text),
        new("ip", PeerFieldType.Text),
        new("online", PeerFieldType.Flag),
        new("joined", PeerFieldType.Flag),
    ];

    public override Answer Duplicate { get; } = new(HttpStatusCode.BadRequest, "Peer already in group");

    public override bool HasReciprocal => false;

    public override TimeSpan JoinedIsOnlineWithin => Deadlines.AtOnce;

    /// <summary>Like any other.</summary>
    public override Answer AddOwnHost => Answer.Done;

    public override Answer DeleteOwnHost => Answer.Done;

    /// <summary>No roles: the settings that would make a member are unknown or mean nothing to the list.</summary>
    public override Answer AddOnMember => Answer.Done;

    public override Answer DeleteOnMember => Answer.Done;

    /// <summary>Taken as it is: this generation decodes nothing.</summary>
    public override string InPath(string host) => host;

    /// <summary>A host that a path can only carry encoded cannot be named.</summary>
    public override bool HasPath(string host) => Uri.EscapeDataString(host).Replace("%3A", ":", StringComparison.Ordinal) == host;

    /// <summary>The encoded text is another host.</summary>
    public override Answer DeleteEncoded => Answer.NotFound;

    public override IEnumerable<string> AfterDeleteEncodedProblems(PeerList list, string host) => NotJoinedProblems(list, host);

    /// <summary>Absent at boot, and like any other station once discovered.</summary>
    public override IEnumerable<string> SelfProblems(PeerList list, Station station)
    {
        var rows = list.RowsOf(station);
        return rows switch
        {
            [] => [],
            [var row] when row.Joined => [$"its own row is joined: {row.Raw}"],
            [var row] => IdentityProblems(row, station).Select(problem => $"in its own row {problem}: {row.Raw}"),
            _ => [$"lists itself {rows.Count} times instead of once: {string.Join(" ", rows.Select(each => each.Raw))}"],
        };
    }

    public override IEnumerable<string> DiscoveredSelfProblems(PeerList list, Station station) =>
        DiscoveredProblems(list.RowsOf(station), station, joined: false, "its own row");

    public override IEnumerable<string> IdentityProblems(PeerRow row, Station station) =>
    [
        .. WrongText("name", row.Name, $"{station.Hostname}.local"),
        .. WrongText("host", row.Host, $"{station.Hostname}.local", StringComparison.OrdinalIgnoreCase),
    ];

    /// <summary>The port is 80 whatever the station listens on.</summary>
    public override IEnumerable<string> ServiceProblems(BrowseResult service, Station station) => WrongService(
        service, HttpPort, new Dictionary<string, string?> { ["type"] = "native", ["version"] = null, ["id"] = station.DeviceId });

    public override IEnumerable<string> UnsettledProblems(PeerRow row, Station station) => [];

    /// <summary>It disappears.</summary>
    public override IEnumerable<string> AfterDeleteProblems(PeerList list, string host) => list.RowsOf(host).Select(row => $"still listed: {row.Raw}");

    /// <summary>A row like any other, which a discovery of the station itself finds joined.</summary>
    public override IEnumerable<string> AddedOwnHostProblems(PeerList list, Station station, string host) => NotJoinedProblems(list, host);

    public override IEnumerable<string> OnMemberProblems(PeerList list, string added, string deleted) =>
        NotJoinedProblems(list, added).Concat(AfterDeleteProblems(list, deleted));

    /// <summary>This generation tells nobody.</summary>
    public override IEnumerable<string> ToldOfAddProblems(IReadOnlyList<HeardRequest> heard, Station by) => Push.Unexpected(heard);

    public override IEnumerable<string> ToldOfDeleteProblems(IReadOnlyList<HeardRequest> heard) => Push.Unexpected(heard);

    /// <summary>It has not heard of it.</summary>
    public override IEnumerable<string> AddedByProblems(PeerList list, Station other) =>
        list.RowsOf(other).Where(row => row.Joined).Select(row => $"{other.Name} is joined, and this generation joins nobody by itself: {row.Raw}");

    /// <summary>Two spellings are two rows: the address, joined, and the discovered name, not joined.</summary>
    public override IEnumerable<string> JoinedByAddressProblems(PeerList list, Station other) =>
    [
        .. NotJoinedProblems(list, other.PeerHost),
        .. list.RowsOf(other) is [{ Joined: false }] ? Array.Empty<string>() : [$"{other.Name}'s name is not in one row with joined:false"],
    ];

    /// <summary>It disappears.</summary>
    public override IEnumerable<string> GoneProblems(IReadOnlyList<PeerRow> rows, string who) => rows.Select(row => $"{who} and still listed: {row.Raw}");

    /// <summary>A name is all that a station is known by: the former one is gone or, joined, offline, and who has the new one is somebody new.</summary>
    public override IEnumerable<string> RenamedProblems(PeerList list, Station renamed, string former, bool joined) =>
    [
        .. DiscoveredProblems(list.RowsNamed(renamed.Hostname), renamed, joined: false, $"{renamed.Name}, renamed to {renamed.Hostname}"),
        .. !joined ? GoneProblems(list.RowsNamed(former), $"{renamed.Name} was renamed from {former}")
            : list.RowsNamed(former) is [{ Joined: true, Online: false }] ? []
            : [$"{former}, as which {renamed.Name} was joined, is not in one row, joined and offline"],
    ];

    protected override IEnumerable<Refusal> OwnRefusals(Station station) =>
    [
        CommonRefusals.Delete(RefusalLines.BareDelete, PeerApi.Peers, new Answer(HttpStatusCode.NotImplemented, "Not implemented")),
        CommonRefusals.Delete(RefusalLines.OwnHost, PeerApi.Peer($"{station.Hostname}.local"), Answer.NotFound),
        CommonRefusals.Delete(RefusalLines.UndecodableHost, PeerApi.Peer("%zz"), Answer.NotFound),
        CommonRefusals.Delete(RefusalLines.UndecodableHost, PeerApi.Peer("a.local%4"), Answer.NotFound),
    ];
}
