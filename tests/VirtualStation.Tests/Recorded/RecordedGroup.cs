namespace VirtualStation.Tests.Recorded;

/// <summary>The recordings of the life of a group, with the ports of the replay in place of the recorded ones.</summary>
internal static class RecordedGroup
{
    private const int FirstRecordedPort = 8200;

    // They differ from run to run, or depend on the charger, which a replay need not have.
    private static readonly string[] Ignored =
        ["computed_at", "last_seen", "config_version", "amp", "pilot", "voltage", "vehicle", "state", "min_current", "max_current", "version", "ip", "url"];

    /// <summary>Reads the records of the section whose name begins with a text.</summary>
    public static IReadOnlyList<JsonElement> Read(string contract, string section, IReadOnlyDictionary<int, int> ports)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", $"group-{contract}.json"));
        foreach (var (number, port) in ports)
        {
            text = text
                .Replace($":{FirstRecordedPort + number}", $":{port}", StringComparison.Ordinal)
                .Replace($"%3A{FirstRecordedPort + number}", $"%3A{port}", StringComparison.Ordinal);
        }

        return [.. JsonElement.Parse(text).EnumerateArray()
            .Single(element => element.GetProperty("section").GetString()!.StartsWith($"{section}:", StringComparison.Ordinal))
            .GetProperty("exchanges").EnumerateArray()];
    }

    public static string? Text(this JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Returns the first difference of a document from a recorded one, which may have fewer properties; null if there is none.</summary>
    public static string? Difference(JsonElement recorded, JsonElement actual, string path = "")
    {
        switch (recorded.ValueKind)
        {
            case JsonValueKind.Object:
                return recorded.EnumerateObject()
                    .Where(property => !Ignored.Contains(property.Name))
                    .Select(property => actual.ValueKind == JsonValueKind.Object && actual.TryGetProperty(property.Name, out var value)
                        ? property.Name == "peers"
                            ? Difference(Joined(property.Value), Joined(value), $"{path}/{property.Name}")
                            : Difference(property.Value, value, $"{path}/{property.Name}")
                        : $"{path}/{property.Name} is missing")
                    .FirstOrDefault(difference => difference is not null);
            case JsonValueKind.Array when actual.ValueKind == JsonValueKind.Array && actual.GetArrayLength() == recorded.GetArrayLength():
                return recorded.EnumerateArray().Zip(actual.EnumerateArray(), (first, second) => Difference(first, second, path))
                    .FirstOrDefault(difference => difference is not null);
            default:
                return JsonElement.DeepEquals(recorded, actual) ? null : $"{path}: expected {recorded.GetRawText()}, actual {actual.GetRawText()}";
        }
    }

    // Which other stations are discovered depends on the time.
    private static JsonElement Joined(JsonElement rows) =>
        JsonSerializer.SerializeToElement(rows.EnumerateArray().Where(row => row.GetProperty("joined").GetBoolean()));
}
