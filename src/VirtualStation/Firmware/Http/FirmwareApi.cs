using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Http;

/// <summary>
/// Finds the handler of a request as Mongoose does: by the longest prefix of the path, in any case of letters; a pattern that ends in
/// <c>$</c> wants the whole path.
/// </summary>
internal sealed class FirmwareApi
{
    private static readonly Dictionary<string, string> NoCache = new()
    {
        ["Cache-Control"] = "no-cache, private, no-store, must-revalidate, max-stale=0, post-check=0, pre-check=0",
    };

    private readonly List<Route> _routes = [];
    private readonly LineLog _log;

    public FirmwareApi(LineLog log) => _log = log;

    public static HttpReply MethodNotAllowed => HttpReply.Message(405, "Method not allowed");

    public FirmwareApi Add(string pattern, Func<HttpCall, HttpReply> handler)
    {
        _routes.Add(new Route(pattern.TrimEnd('$'), pattern.EndsWith('$'), handler));
        return this;
    }

    public HttpReply Answer(HttpCall call)
    {
        var route = _routes.Where(route => route.Matches(call.Path)).MaxBy(route => route.Path.Length);
        var reply = route is null ? CaptivePortal() : route.Handler(call) with { Headers = NoCache };
        _log.Write($"HTTP {call.Method} {call.Path} {reply.Status}");
        return reply;
    }

    // A station without a network leads every browser to its own page.
    private static HttpReply CaptivePortal()
    {
        const string Url = $"http://{StationIdentity.AccessPointAddress}";
        const string Page = $"<html><head><meta http-equiv=\"Refresh\" content=\"0; url={Url}\" /></head><body><a href=\"{Url}\">OpenEVSE</a></body></html>";
        return HttpReply.Html(301, "text/html", Page) with { Headers = new Dictionary<string, string> { ["Location"] = Url } };
    }

    private sealed record Route(string Path, bool IsWhole, Func<HttpCall, HttpReply> Handler)
    {
        public bool Matches(string path) => IsWhole ? path.Equals(Path, StringComparison.OrdinalIgnoreCase) : path.StartsWith(Path, StringComparison.OrdinalIgnoreCase);
    }
}
