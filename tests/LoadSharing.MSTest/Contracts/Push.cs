using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>What a station has told a peer unasked.</summary>
internal static class Push
{
    /// <summary>What keeps it from "it has told nothing".</summary>
    public static IEnumerable<string> Unexpected(IReadOnlyList<HeardRequest> heard) => heard.Select(request => $"the peer heard {request} instead of nothing");

    /// <summary>What keeps it from "it has told just this, and once".</summary>
    /// <param name="path">Where it must have been posted.</param>
    /// <param name="expected">The body in words.</param>
    /// <param name="fits">Whether the body, a JSON object, is so.</param>
    public static IEnumerable<string> NotJust(IReadOnlyList<HeardRequest> heard, string path, string expected, Func<JsonElement, bool> fits) => heard switch
    {
        [] => [$"the peer heard nothing instead of POST {path} {expected}"],
        [var request] when request.Method == "POST" && request.Path == path && Fits(request.Body, fits) => [],
        [var request] => [$"the peer heard {request} instead of POST {path} {expected}"],
        _ => [$"the peer heard {heard.Count} requests instead of one: {string.Join("; ", heard)}"],
    };

    public static bool HasFalse(JsonElement body, string field) => body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.False;

    public static bool HasText(JsonElement body, string field, Func<string, bool> fits) =>
        body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && fits(value.GetString()!);

    private static bool Fits(string body, Func<JsonElement, bool> fits)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } parsed && fits(parsed);
        }
        catch (JsonException)
        {
            // The failure shows the body as it came.
            return false;
        }
    }
}
