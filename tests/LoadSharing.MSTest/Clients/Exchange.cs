using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace LoadSharing.MSTest.Clients;

/// <summary>One request to a station and what it answered; any status is an answer, and a redirect is not followed.</summary>
/// <param name="Number">Its place in the journal of the fleet, from 1.</param>
/// <param name="RequestBody">The body as sent; null where there was none.</param>
internal sealed record Exchange(
    int Number,
    string Station,
    string Method,
    string Url,
    string? RequestBody,
    HttpStatusCode Status,
    string? ContentType,
    string? Location,
    string Body,
    TimeSpan Elapsed)
{
    public const string JsonMediaType = "application/json";

    /// <summary>Says what was done to the station before, in one line, or null if nothing was: for failures only.</summary>
    public Func<string?> Before { get; init; } = () => null;

    /// <summary>What the request said that its body is.</summary>
    public string RequestContentType { get; init; } = JsonMediaType;

    public bool IsJson =>
        MediaTypeHeaderValue.TryParse(ContentType, out var type) && string.Equals(type.MediaType, JsonMediaType, StringComparison.OrdinalIgnoreCase);

    public string Path => Url[Url.IndexOf('/', Url.IndexOf("//", StringComparison.Ordinal) + 2)..];

    public string Request => $"{Method} {Url}{(RequestBody is null ? "" : $" {RequestBody}")}{(RequestContentType == JsonMediaType ? "" : $" as {RequestContentType}")}";

    /// <summary>The request without its host, and the answer: for a sentence.</summary>
    public string Short => $"{Method} {Path}{(RequestBody is null ? "" : $" {RequestBody}")} -> {(int)Status}";

    public string Response =>
        $"{(int)Status} {(Body.Length == 0 ? "with an empty body" : Body)}{(Location is null ? "" : $" (redirect to {Location})")} as {ContentType ?? "no content type"}";

    /// <summary>Whether the body is JSON, whatever the content type says.</summary>
    public bool TryParse(out JsonElement root)
    {
        try
        {
            root = JsonElement.Parse(Body);
            return true;
        }
        catch (JsonException)
        {
            // The body itself is what a failure shows.
            root = default;
            return false;
        }
    }

    /// <summary>The exchange as the lines a failure shows.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        request {Number} to {Station}: {Request}
        answer after {Elapsed.TotalSeconds:0.000} s: {Response}{Preceded(Before())}
        """);

    /// <summary>The line below a failure that says what was done before; nothing if nothing was.</summary>
    public static string Preceded(string? before) => before is null ? "" : $"{Environment.NewLine}before it: {before}";
}
