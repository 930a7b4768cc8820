using RestSharp;

namespace LoadSharing.MSTest.Contracts;

/// <summary>The refusals that all generations have in common, and how to write one down.</summary>
internal static class CommonRefusals
{
    private const string SomePeer = "openevse-unknown.local";

    public static IEnumerable<Refusal> All() =>
    [
        .. Posts(RefusalLines.NotJson, "Invalid JSON", "{bad", "", "host=a.local"),
        .. Posts(RefusalLines.NoHost, "Missing required 'host' parameter", "{}", "[]", "null", """{"name":"a.local"}"""),
        .. Posts(RefusalLines.BlankHost, "Host cannot be empty", """{"host":""}""", """{"host":"   "}""", """{"host":"\t\n"}"""),
        .. Posts(RefusalLines.NoDomain, "Invalid host format - must contain domain or IP", """{"host":"nodots"}""", """{"host":null}""", """{"host":42}"""),
        .. Methods(RefusalLines.PeersMethod, PeerApi.Peers, "Method not allowed", Method.Put, Method.Patch, Method.Options),
        .. Methods(RefusalLines.PeerMethod, PeerApi.Peer(SomePeer), null, Method.Get, Method.Post, Method.Put, Method.Patch, Method.Options),
        .. Methods(RefusalLines.DiscoverMethod, PeerApi.Discover, null, Method.Get, Method.Put, Method.Patch, Method.Delete, Method.Options),
        Delete(RefusalLines.UnknownPeer, PeerApi.Peer(SomePeer), Answer.NotFound),
        Delete(RefusalLines.UnknownPeer, PeerApi.Peer("nodots"), Answer.NotFound),
        Delete(RefusalLines.EmptyPath, PeerApi.Peer(""), new Answer(HttpStatusCode.BadRequest, "Invalid path")),
    ];

    public static IEnumerable<Refusal> Posts(string line, string msg, params IEnumerable<string> bodies) =>
        bodies.Select(body => new Refusal(line, new PeerRequest(Method.Post, PeerApi.Peers, body), new Answer(HttpStatusCode.BadRequest, msg)));

    public static Refusal Delete(string line, string path, Answer answer) => new(line, new PeerRequest(Method.Delete, path), answer);

    private static IEnumerable<Refusal> Methods(string line, string path, string? msg, params IEnumerable<Method> methods) =>
        methods.Select(method => new Refusal(line, new PeerRequest(method, path), new Answer(HttpStatusCode.MethodNotAllowed, msg)));
}
