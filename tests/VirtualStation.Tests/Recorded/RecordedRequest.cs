namespace VirtualStation.Tests.Recorded;

/// <summary>A request to a native firmware with its response.</summary>
internal sealed record RecordedRequest(
    int Station, string Method, string Path, JsonElement Request, int Status, string ContentType, JsonElement Response, string? Location, string? Note)
{
    /// <summary>The body of the request. A recorded JSON string is sent as plain text.</summary>
    public string? Body => Request.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Request.GetString(),
        _ => Request.GetRawText(),
    };

    public override string ToString() => $"station {Station}: {Method} {Path} {Body}{(Note is null ? "" : $" ({Note})")}";

    /// <summary>Reads the recording of a contract: its sections by name, each with its requests in order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<RecordedRequest>> Read(string contract)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Recorded", $"{contract}.json")));
        return document.RootElement.EnumerateArray().ToDictionary(
            section => section.GetProperty("section").GetString()!,
            section => (IReadOnlyList<RecordedRequest>)[.. section.GetProperty("exchanges").EnumerateArray().Select(Read)]);
    }

    private static RecordedRequest Read(JsonElement exchange) => new(
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
