using RestSharp;

namespace LoadSharing.MSTest.Contracts;

/// <summary>The generation the seed describes: no ids, no reciprocal adds, and a station that may discover itself.</summary>
internal sealed class Contract202602 : Contract
{
    private const int HttpPort = 80;

    public override string Name => "2026-02";

    public override IReadOnlyList<PeerField> PeerFields { get; } =
    [
        new("id", PeerFieldType.Text),
        new("name", PeerFieldType.Text),
        new("host", PeerFieldType.Text),
        new("ip", PeerFieldType.Text),
        new("online", PeerFieldType.Flag),
        new("joined", PeerFieldType.Flag),
    ];

    public override Answer Duplicate { get; } = new(HttpStatusCode.BadRequest, "Peer already in group");

    public override bool HasReciprocal => false;

    public override TimeSpan JoinedIsOnlineWithin => Deadlines.AtOnce;

    /// <summary>Taken as it is: this generation decodes nothing.</summary>
    public override string InPath(string host) => host;

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

    public override IEnumerable<string> IdentityProblems(PeerRow row, Station station) =>
    [
        .. WrongText("id", row.Id, "unknown"),
        .. WrongText("name", row.Name, $"{station.Hostname}.local"),
        .. WrongText("host", row.Host, $"{station.Hostname}.local", StringComparison.OrdinalIgnoreCase),
    ];

    /// <summary>The port is 80 whatever the station listens on.</summary>
    public override IEnumerable<string> ServiceProblems(SeenServiceDocument service, Station station) => WrongService(
        service, HttpPort, new Dictionary<string, string?> { ["type"] = "native", ["version"] = null, ["id"] = station.DeviceId });

    public override bool IsSettled(PeerRow row, Station station) => true;

    /// <summary>It disappears.</summary>
    public override IEnumerable<string> AfterDeleteProblems(PeerList list, string host) => list.RowsOf(host).Select(row => $"still listed: {row.Raw}");

    protected override IEnumerable<Refusal> OwnRefusals(Station station) =>
    [
        Refuse(Method.Delete, PeerApi.Peers, HttpStatusCode.NotImplemented, "Not implemented"),
        new Refusal(new PeerRequest(Method.Delete, PeerApi.Peer($"{station.Hostname}.local")), Answer.NotFound),
    ];
}
