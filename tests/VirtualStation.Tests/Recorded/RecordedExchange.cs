using System.Text.Json;

namespace VirtualStation.Tests.Recorded;

/// <summary>One request to a real station and its answer.</summary>
internal sealed record RecordedExchange(int Station, string Method, string Path, JsonElement Request, int Status, string ContentType, JsonElement Response, string? Location, string? Note)
{
    /// <summary>What was sent: nothing, an object as JSON, or a string as it stands.</summary>
    public string? Body => Request.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Request.GetString(),
        _ => Request.GetRawText(),
    };

    public override string ToString() => $"station {Station}: {Method} {Path} {Body}{(Note is null ? "" : $" ({Note})")}";

    /// <summary>All sections of a file, by name, in order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<RecordedExchange>> Read(string contract)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Recorded", $"{contract}.json")));
        return document.RootElement.EnumerateArray().ToDictionary(
            section => section.GetProperty("section").GetString()!,
            section => (IReadOnlyList<RecordedExchange>)[.. section.GetProperty("exchanges").EnumerateArray().Select(Read)]);
    }

    private static RecordedExchange Read(JsonElement exchange) => new(
        exchange.GetProperty("station").GetInt32(),
        exchange.GetProperty("method").GetString()!,
        exchange.GetProperty("path").GetString()!,
        exchange.GetProperty("request").Clone(),
        exchange.GetProperty("status").GetInt32(),
        exchange.GetProperty("contentType").GetString()!,
        exchange.GetProperty("response").Clone(),
        exchange.TryGetProperty("location", out var location) ? location.GetString() : null,
        exchange.TryGetProperty("note", out var note) ? note.GetString() : null);
}
