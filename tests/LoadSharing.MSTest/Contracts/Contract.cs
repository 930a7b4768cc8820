namespace LoadSharing.MSTest.Contracts;

/// <summary>A generation of the firmware's peer API: everything in which the generations differ, so that no test has to ask which one it is.</summary>
internal abstract class Contract
{
    private static readonly IReadOnlyList<Contract> All = [new Contract202602(), new Contract202607()];

    public abstract string Name { get; }

    /// <summary>The fields of a row: these, and no others.</summary>
    public abstract IReadOnlyList<PeerField> PeerFields { get; }

    /// <summary>The answer to adding a peer that is in the group already.</summary>
    public abstract Answer Duplicate { get; }

    /// <summary>Whether an add or a delete is repeated on the other station unless told not to.</summary>
    public abstract bool HasReciprocal { get; }

    /// <summary>
    /// How soon a discovered peer that joins is online: where discovery alone decides, it never stops being so; where its status is followed, it is
    /// online once the first status is in.
    /// </summary>
    public abstract TimeSpan JoinedIsOnlineWithin { get; }

    /// <exception cref="AssertFailedException">The suite doesn't know this generation.</exception>
    public static Contract Named(string name) => All.FirstOrDefault(contract => contract.Name == name)
        ?? throw new AssertFailedException($"The lab's stations speak contract \"{name}\"; this suite knows {string.Join(" and ", All.Select(contract => contract.Name))}");

    /// <summary>Ends a test as skipped where stations speak another generation: for what that one neither has nor must answer in a way of its own.</summary>
    /// <exception cref="AssertInconclusiveException">They do.</exception>
    public void OnlyIn(string name)
    {
        if (Named(name) != this)
        {
            throw new AssertInconclusiveException($"Contract {name} alone has what this test is about; the stations speak {this}");
        }
    }

    /// <summary>The answer to a station's own host in an add.</summary>
    public abstract Answer AddOwnHost { get; }

    /// <summary>The answer to a station's own host in a delete, after it was added.</summary>
    public abstract Answer DeleteOwnHost { get; }

    /// <summary>The answer to an add on a member, which has a controller.</summary>
    public abstract Answer AddOnMember { get; }

    /// <summary>The answer to the delete of a joined peer on a member.</summary>
    public abstract Answer DeleteOnMember { get; }

    /// <summary>A host as it goes into the path of a request.</summary>
    public abstract string InPath(string host);

    /// <summary>Whether there is a path that means the host, so that it can be deleted.</summary>
    public abstract bool HasPath(string host);

    /// <summary>The answer to the delete of a joined peer whose host has characters that are percent-encoded in the path.</summary>
    public abstract Answer DeleteEncoded { get; }

    /// <summary>What is wrong with a list after that.</summary>
    public abstract IEnumerable<string> AfterDeleteEncodedProblems(PeerList list, string host);

    /// <summary>What is wrong with the way a fresh station lists itself.</summary>
    public abstract IEnumerable<string> SelfProblems(PeerList list, Station station);

    /// <summary>What is wrong with the way a station lists itself that has discovered.</summary>
    public abstract IEnumerable<string> DiscoveredSelfProblems(PeerList list, Station station);

    /// <summary>What is wrong with the way a row names a discovered station: all but <c>online</c>, <c>joined</c> and the address.</summary>
    public abstract IEnumerable<string> IdentityProblems(PeerRow row, Station station);

    /// <summary>What is wrong with what a station publishes over mDNS.</summary>
    public abstract IEnumerable<string> ServiceProblems(BrowseResult service, Station station);

    /// <summary>What a further discovery will still change in a row, whose <c>host</c> cannot be used in a request and compared later before that.</summary>
    public abstract IEnumerable<string> UnsettledProblems(PeerRow row, Station station);

    /// <summary>What is wrong with a list after the delete of a peer that was never discovered.</summary>
    public abstract IEnumerable<string> AfterDeleteProblems(PeerList list, string host);

    /// <summary>What is wrong with a list that has the station's own host added to it as <paramref name="host"/>.</summary>
    public abstract IEnumerable<string> AddedOwnHostProblems(PeerList list, Station station, string host);

    /// <summary>What is wrong with the list of a member after an add and a delete of a peer that was joined before.</summary>
    public abstract IEnumerable<string> OnMemberProblems(PeerList list, string added, string deleted);

    /// <summary>What is wrong with what a peer has heard that a station has added, and then nobody else.</summary>
    public abstract IEnumerable<string> ToldOfAddProblems(IReadOnlyList<HeardRequest> heard, Station by);

    /// <summary>What is wrong with what a peer has heard that a station has deleted.</summary>
    public abstract IEnumerable<string> ToldOfDeleteProblems(IReadOnlyList<HeardRequest> heard);

    /// <summary>What is wrong with the list of a station that <paramref name="other"/> has added and that has added nobody.</summary>
    public abstract IEnumerable<string> AddedByProblems(PeerList list, Station other);

    /// <summary>What is wrong with the list of a station that has joined <paramref name="other"/> by its address and port.</summary>
    public abstract IEnumerable<string> JoinedByAddressProblems(PeerList list, Station other);

    /// <summary>What is wrong with the rows of a station that was discovered, never joined, and is not published any more.</summary>
    /// <param name="who">The station and what became of it, for the report.</param>
    public abstract IEnumerable<string> GoneProblems(IReadOnlyList<PeerRow> rows, string who);

    /// <summary>What is wrong with the row of a stopped station that was discovered and never joined.</summary>
    public IEnumerable<string> StoppedProblems(PeerList list, Station stopped) => GoneProblems(list.RowsOf(stopped), $"{stopped.Name} is stopped");

    /// <summary>What is wrong with a list that has discovered a station, and discovered it again after it was renamed.</summary>
    /// <param name="former">The host name it had.</param>
    /// <param name="joined">Whether it was joined under that name.</param>
    public abstract IEnumerable<string> RenamedProblems(PeerList list, Station renamed, string former, bool joined);

    /// <summary>What keeps rows from being a single one of a discovered station: as the contract names it, online, with an address.</summary>
    /// <param name="who">The station, for the report.</param>
    public IEnumerable<string> DiscoveredProblems(IReadOnlyList<PeerRow> rows, Station station, bool joined, string who) => rows switch
    {
        [var row] =>
        [
            .. from problem in (string[])
               [
                   .. row.Online ? Array.Empty<string>() : ["it is offline"],
                   .. !row.HasAddress ? [$"ip is \"{row.Ip}\" instead of an address"]
                       : station.IsAt(row.Ip) ? Array.Empty<string>()
                       : [$"ip is {row.Ip}, but the station is at {station.Address}"],
                   .. row.Joined == joined ? Array.Empty<string>() : [joined ? "it is not joined any more" : "it is joined, and nobody added it"],
                   .. IdentityProblems(row, station),
               ]
               select $"of {who}, {problem}: {row.Raw}",
        ],
        _ => [$"{who} is in {rows.Count} rows instead of one{string.Concat(rows.Select(row => $" {row.Raw}"))}"],
    };

    /// <summary>What is wrong with the list of a fresh station that has seen nobody.</summary>
    public IEnumerable<string> FreshProblems(PeerList list, Station station) =>
        SelfProblems(list, station).Concat(list.Rows.Where(row => !station.IsMeantBy(row)).Select(row => $"lists another station: {row.Raw}"));

    /// <summary>Every request of the peer API that must be refused by a station without role and peers.</summary>
    public IEnumerable<Refusal> Refusals(Station station) => CommonRefusals.All().Concat(OwnRefusals(station));

    public override string ToString() => Name;

    /// <summary>The refusals in which this generation differs.</summary>
    protected abstract IEnumerable<Refusal> OwnRefusals(Station station);

    /// <summary>What keeps a host from being one joined row.</summary>
    protected static IEnumerable<string> NotJoinedProblems(PeerList list, string host) => list.RowsOf(host) switch
    {
        [{ Joined: true }] => [],
        [var row] => [$"\"{host}\" is not joined: {row.Raw}"],
        var rows => [$"\"{host}\" is in {rows.Count} rows instead of one with joined:true"],
    };

    protected static IEnumerable<string> WrongText(string field, string seen, string expected, StringComparison comparison = StringComparison.Ordinal) =>
        string.Equals(seen, expected, comparison) ? [] : [$"{field} is \"{seen}\" instead of \"{expected}\""];

    /// <summary>What is wrong with a published port and TXT record; a null value of <paramref name="text"/> is any text but an empty one.</summary>
    protected static IEnumerable<string> WrongService(BrowseResult service, int port, IReadOnlyDictionary<string, string?> text) =>
    [
        .. service.Port == port ? Array.Empty<string>() : [$"its SRV record says port {service.Port} instead of {port}"],
        .. from entry in text
           let seen = service.Text.GetValueOrDefault(entry.Key)
           where entry.Value is null ? string.IsNullOrEmpty(seen) : seen != entry.Value
           select $"its TXT record says {entry.Key}={seen ?? "nothing"} instead of {entry.Value ?? "something"}",
        .. service.Text.Keys.Except(text.Keys).Select(key => $"its TXT record has {key}, which the contract does not know"),
    ];
}
