using RestSharp;

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

    public override string InPath(string host) => Uri.EscapeDataString(host);

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

        return problems;
    }

    public override IEnumerable<string> ServiceProblems(SeenServiceDocument service, Station station) => WrongService(
        service,
        station.FirmwareUrl.Port,
        new Dictionary<string, string?> { ["type"] = "native_openevse", ["version"] = null, ["id"] = station.DeviceId, ["ssl"] = "0" });

    public override bool IsSettled(PeerRow row, Station station) => HostNames.Same(row.Host, WithPort(station));

    /// <summary>It stays listed, not joined, until a restart.</summary>
    public override IEnumerable<string> AfterDeleteProblems(PeerList list, string host) => list.RowsOf(host) switch
    {
        [{ Joined: false }] => [],
        [var row] => [$"still joined: {row.Raw}"],
        var rows => [$"listed {rows.Count} times instead of once with joined:false"],
    };

    protected override IEnumerable<Refusal> OwnRefusals(Station station) =>
    [
        Refuse(Method.Delete, PeerApi.Peers, HttpStatusCode.MethodNotAllowed, "Use DELETE /loadsharing/peers/{host}"),
        RefusePost($$"""{"host":"{{Announced(station)}}"}""", "Cannot add local device as peer"),
        Refuse(Method.Delete, PeerApi.Peer(Announced(station)), HttpStatusCode.BadRequest, "Cannot remove local device from group"),
        Refuse(Method.Delete, PeerApi.Peer("%zz"), HttpStatusCode.BadRequest, "Invalid host"),
    ];

    private static string Announced(Station station) => $"{station.Hostname}.local";

    private static string WithPort(Station station) =>
        station.FirmwareUrl.Port == HttpPort ? Announced(station) : $"{Announced(station)}:{station.FirmwareUrl.Port}";
}
