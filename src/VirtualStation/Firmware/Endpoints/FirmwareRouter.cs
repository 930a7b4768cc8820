using VirtualStation.Http;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Endpoints;

/// <summary>
/// Routes requests as Mongoose does: the longest pattern that is a prefix of the path wins, regardless of case. A pattern that ends in <c>$</c> has to
/// match the complete path.
/// </summary>
internal sealed class FirmwareRouter(LineLog log)
{
    /// <summary>The end of a pattern that has to match the complete path.</summary>
    public const char CompletePath = '$';

    private static readonly Dictionary<string, string> NoCache = new()
    {
        ["Cache-Control"] = "no-cache, private, no-store, must-revalidate, max-stale=0, post-check=0, pre-check=0",
    };

    private readonly List<Route> _routes = [];

    public static ApiResponse MethodNotAllowed => ApiResponse.Message(405, "Method not allowed");

    public FirmwareRouter Add(string pattern, ApiHandler handler)
    {
        _routes.Add(new Route(pattern.TrimEnd(CompletePath), pattern.EndsWith(CompletePath), handler));
        return this;
    }

    public ApiResponse Handle(ApiRequest request)
    {
        var route = _routes.Where(route => route.Matches(request.Path)).MaxBy(route => route.Path.Length);
        var response = route is null ? RedirectToCaptivePortal() : route.Handler(request) with { Headers = NoCache };
        log.Write($"HTTP {request.Method} {request.Path} {response.Status}");
        return response;
    }

    // A station without a WiFi network redirects unknown paths to its captive portal.
    private static ApiResponse RedirectToCaptivePortal()
    {
        const string Url = $"http://{StationIdentity.AccessPointAddress}";
        const string Page = $"<html><head><meta http-equiv=\"Refresh\" content=\"0; url={Url}\" /></head><body><a href=\"{Url}\">OpenEVSE</a></body></html>";
        return ApiResponse.Html(301, "text/html", Page) with { Headers = new Dictionary<string, string> { ["Location"] = Url } };
    }

    private sealed record Route(string Path, bool IsExact, ApiHandler Handler)
    {
        public bool Matches(string path) =>
            IsExact ? path.Equals(Path, StringComparison.OrdinalIgnoreCase) : path.StartsWith(Path, StringComparison.OrdinalIgnoreCase);
    }
}
