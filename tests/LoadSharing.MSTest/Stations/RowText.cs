using System.Text.Json;

namespace LoadSharing.MSTest.Stations;

/// <summary>Formats the rows of <c>GET /loadsharing/peers</c> for a reader.</summary>
internal static class RowText
{
    private static readonly string[] ChargerFields = ["state", "vehicle", "pilot", "amp", "min_current", "max_current", "status"];

    /// <summary>One line for each field of a row. A field with another value than expected is marked.</summary>
    /// <param name="expected">The expected values by field.</param>
    public static string Fields(Peer row, IReadOnlyDictionary<string, string> expected) => string.Concat(
        Values(row).Select(field => expected.TryGetValue(field.Key, out var value)
            ? $"\n  ! {field.Key,-8} {field.Value}   expected: {value}"
            : $"\n    {field.Key,-8} {field.Value}"));

    /// <summary>The fields in which a row differs from the expected one, with their expected values.</summary>
    public static IReadOnlyDictionary<string, string> Differences(Peer row, Peer expected)
    {
        var (actual, values) = (Values(row), Values(expected));
        return values.Keys.Union(actual.Keys)
            .Where(field => actual.GetValueOrDefault(field) != values.GetValueOrDefault(field))
            .ToDictionary(field => field, field => values.GetValueOrDefault(field, "none"));
    }

    /// <summary>One line for each row, with the state of the station in words.</summary>
    public static string Lines(IEnumerable<Peer> rows) => string.Concat(rows.Select(row => $"\n    {Summary(row)}, {row.Name}, {row.Id}, {row.Ip}, {row.Url}"));

    /// <summary>The host of a row and the state of its station in words.</summary>
    public static string Summary(Peer row) => string.Join(
        ' ',
        new[]
        {
            row.Host,
            row.IsLocal == true ? "(itself)" : null,
            Word(row.Online, "online", "offline"),
            Word(row.Joined, "joined", "not joined"),
            row.Priority is null or 0 ? null : $"priority {row.Priority.Value.ToString()}",
        }.OfType<string>());

    /// <summary>A peer list, the status of a group or of a charger, or of all settings those of load sharing, in one line; null for another answer.</summary>
    public static string? Summary(string json) => Parse(json) is not { } document ? null : document.ValueKind switch
    {
        JsonValueKind.Array when document.EnumerateArray().All(row => row.Text("host") is not null) =>
            $"[{string.Join(", ", document.EnumerateArray().Select(row => Summary(Peer.Read(row))))}]",
        JsonValueKind.Object when document.Integer("online_count") is not null => $"{GroupStatus.Read(document)}",
        JsonValueKind.Object when document.Integer("vehicle") is not null => Fields(document, ChargerFields.Contains),
        JsonValueKind.Object when document.Text("buildenv") is not null =>
            Fields(document, name => name == "version" || name.StartsWith("loadsharing_", StringComparison.Ordinal)),
        _ => null,
    };

    /// <summary>The rows of a peer list; null for another text.</summary>
    public static IReadOnlyList<Peer>? Rows(string json) =>
        Parse(json) is { ValueKind: JsonValueKind.Array } rows ? [.. rows.EnumerateArray().Select(Peer.Read)] : null;

    private static JsonElement? Parse(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            // A part of a long answer, or no JSON at all: the reader sees it as it is.
            return null;
        }
    }

    private static string Fields(JsonElement document, Func<string, bool> isTelling) =>
        string.Join(", ", document.EnumerateObject().Where(field => isTelling(field.Name)).Select(field => $"{field.Name} {field.Value.GetRawText()}"));

    public static string? Word(bool? flag, string ifTrue, string ifFalse) => flag is { } value ? (value ? ifTrue : ifFalse) : null;

    // As JSON, a text without quotation marks. A field that the row lacks is not among them.
    private static Dictionary<string, string> Values(Peer row) => JsonSerializer.SerializeToElement(row, FirmwareJson.Options).EnumerateObject().ToDictionary(
        each => each.Name,
        each => each.Value.ValueKind == JsonValueKind.String ? each.Value.GetString()! : each.Value.GetRawText());
}
