using RestSharp;

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

    /// <summary>A host as it goes into the path of a request.</summary>
    public abstract string InPath(string host);

    /// <summary>What is wrong with the way a fresh station lists itself.</summary>
    public abstract IEnumerable<string> SelfProblems(PeerList list, Station station);

    /// <summary>What is wrong with the way a row names a discovered station: all but <c>online</c>, <c>joined</c> and the address.</summary>
    public abstract IEnumerable<string> IdentityProblems(PeerRow row, Station station);

    /// <summary>What is wrong with what a station publishes over mDNS.</summary>
    public abstract IEnumerable<string> ServiceProblems(SeenServiceDocument service, Station station);

    /// <summary>Whether further discoveries leave the row as it is: its <c>host</c> may be used in a request and compared later.</summary>
    public abstract bool IsSettled(PeerRow row, Station station);

    /// <summary>What is wrong with a list after the delete of a peer that was never discovered.</summary>
    public abstract IEnumerable<string> AfterDeleteProblems(PeerList list, string host);

    /// <summary>What is wrong with the list of a fresh station that has seen nobody.</summary>
    public IEnumerable<string> FreshProblems(PeerList list, Station station) =>
        SelfProblems(list, station).Concat(list.Rows.Where(row => !station.IsMeantBy(row)).Select(row => $"lists another station: {row.Raw}"));

    /// <summary>Every request of the peer API that must be refused by a station without role and peers.</summary>
    public IEnumerable<Refusal> Refusals(Station station) => CommonRefusals().Concat(OwnRefusals(station));

    public override string ToString() => Name;

    /// <summary>The refusals in which this generation differs.</summary>
    protected abstract IEnumerable<Refusal> OwnRefusals(Station station);

    protected static Refusal Refuse(Method method, string path, HttpStatusCode status, string? msg) =>
        new(new PeerRequest(method, path), new Answer(status, msg));

    protected static Refusal RefusePost(string body, string msg) =>
        new(new PeerRequest(Method.Post, PeerApi.Peers, body), new Answer(HttpStatusCode.BadRequest, msg));

    protected static IEnumerable<string> WrongText(string field, string seen, string expected, StringComparison comparison = StringComparison.Ordinal) =>
        string.Equals(seen, expected, comparison) ? [] : [$"{field} is \"{seen}\" instead of \"{expected}\""];

    /// <summary>What is wrong with a published port and TXT record; a null value of <paramref name="text"/> is any text but an empty one.</summary>
    protected static IEnumerable<string> WrongService(SeenServiceDocument service, int port, IReadOnlyDictionary<string, string?> text) =>
    [
        .. service.Port == port ? Array.Empty<string>() : [$"its SRV record says port {service.Port} instead of {port}"],
        .. from entry in text
           let seen = service.Text.GetValueOrDefault(entry.Key)
           where entry.Value is null ? string.IsNullOrEmpty(seen) : seen != entry.Value
           select $"its TXT record says {entry.Key}={seen ?? "nothing"} instead of {entry.Value ?? "something"}",
        .. service.Text.Keys.Except(text.Keys).Select(key => $"its TXT record has {key}, which the contract does not know"),
    ];

    private static IEnumerable<Refusal> CommonRefusals() =>
    [
        RefusePost("{bad", "Invalid JSON"),
        RefusePost("", "Invalid JSON"),
        RefusePost("{}", "Missing required 'host' parameter"),
        RefusePost("""{"host":""}""", "Host cannot be empty"),
        RefusePost("""{"host":"   "}""", "Host cannot be empty"),
        RefusePost("""{"host":"nodots"}""", "Invalid host format - must contain domain or IP"),
        Refuse(Method.Put, PeerApi.Peers, HttpStatusCode.MethodNotAllowed, "Method not allowed"),
        Refuse(Method.Patch, PeerApi.Peers, HttpStatusCode.MethodNotAllowed, "Method not allowed"),
        new Refusal(new PeerRequest(Method.Delete, PeerApi.Peer("openevse-unknown.local")), Answer.NotFound),
        Refuse(Method.Delete, PeerApi.Peer(""), HttpStatusCode.BadRequest, "Invalid path"),
        Refuse(Method.Get, PeerApi.Peer("openevse-unknown.local"), HttpStatusCode.MethodNotAllowed, null),
        Refuse(Method.Post, PeerApi.Peer("openevse-unknown.local"), HttpStatusCode.MethodNotAllowed, null),
        Refuse(Method.Put, PeerApi.Peer("openevse-unknown.local"), HttpStatusCode.MethodNotAllowed, null),
        Refuse(Method.Get, PeerApi.Discover, HttpStatusCode.MethodNotAllowed, null),
        Refuse(Method.Put, PeerApi.Discover, HttpStatusCode.MethodNotAllowed, null),
        Refuse(Method.Delete, PeerApi.Discover, HttpStatusCode.MethodNotAllowed, null),
    ];
}
