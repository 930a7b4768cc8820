using VirtualStation.Http;

namespace VirtualStation.Emulator;

/// <summary>The responses of Flask, the public emulator's web framework, to requests that match no route.</summary>
internal static class FlaskError
{
    private const string ContentType = "text/html; charset=utf-8";

    public static ApiResponse NotFound { get; } = Page(
        404, "Not Found", "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.");

    public static ApiResponse BadRequest { get; } = Page(400, "Bad Request", "The browser (or proxy) sent a request that this server could not understand.");

    public static ApiResponse UnsupportedMediaType { get; } =
        Page(415, "Unsupported Media Type", "Did not attempt to load JSON data because the request Content-Type was not &#39;application/json&#39;.");

    public static ApiResponse MethodNotAllowed(IEnumerable<string> methods) =>
        Page(405, "Method Not Allowed", "The method is not allowed for the requested URL.") with { Headers = Allow(methods) };

    /// <summary>The response to OPTIONS.</summary>
    public static ApiResponse Options(IEnumerable<string> methods) => new(200, ContentType, default) { Headers = Allow(methods) };

    // The public emulator serves static files at the root, so every path also allows the methods of a file.
    private static Dictionary<string, string> Allow(IEnumerable<string> methods) => new()
    {
        ["Allow"] = string.Join(", ", methods.Union([HttpMethods.Get, HttpMethods.Head, HttpMethods.Options]).Order(StringComparer.Ordinal)),
    };

    private static ApiResponse Page(int status, string title, string text) =>
        ApiResponse.Html(status, ContentType, $"<!doctype html>\n<html lang=en>\n<title>{status} {title}</title>\n<h1>{title}</h1>\n<p>{text}</p>\n");
}
