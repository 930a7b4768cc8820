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

    private readonly List<(string Prefix, bool IsWhole, Func<HttpCall, HttpReply> Handler)> _handlers = [];
    private readonly LineLog _log;

    public FirmwareApi(LineLog log) => _log = log;

    public static HttpReply MethodNotAllowed => HttpReply.Message(405, "Method not allowed");

    public FirmwareApi Add(string pattern, Func<HttpCall, HttpReply> handler)
    {
        _handlers.Add((pattern.TrimEnd('$'), pattern.EndsWith('$'), handler));
        return this;
    }

    public HttpReply Answer(HttpCall call)
    {
        var handler = _handlers
            .Where(handler => handler.IsWhole ? call.Path.Equals(handler.Prefix, StringComparison.OrdinalIgnoreCase) : call.Path.StartsWith(handler.Prefix, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(handler => handler.Prefix.Length)
            .Select(handler => handler.Handler)
            .FirstOrDefault();
        var reply = handler is null ? CaptivePortal() : handler(call) with { Headers = NoCache };
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
}
