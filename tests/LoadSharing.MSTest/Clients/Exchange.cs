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
    /// <summary>What was done to the station before, in one line; null if nothing was.</summary>
    public string? Before { get; init; }

    public const string JsonMediaType = "application/json";

    public bool IsJson =>
        MediaTypeHeaderValue.TryParse(ContentType, out var type) && string.Equals(type.MediaType, JsonMediaType, StringComparison.OrdinalIgnoreCase);

    public string Path => Url[Url.IndexOf('/', Url.IndexOf("//", StringComparison.Ordinal) + 2)..];

    public string Request => $"{Method} {Url}{(RequestBody is null ? "" : $" {RequestBody}")}";

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
        answer after {Elapsed.TotalSeconds:0.000} s: {Response}{(Before is null ? "" : $"{Environment.NewLine}before it: {Before}")}
        """);
}
