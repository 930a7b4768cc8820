using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>Reads a peer list and insists on the contract: status, content type, and every row exactly its fields with their types.</summary>
internal static class PeerListReader
{
    /// <summary>How a row is told that ends too early: a list that a firmware has cut off.</summary>
    public const string FieldIsMissing = "seen no such field";

    /// <exception cref="AssertFailedException">All that is wrong: row, field, expected, seen, the raw row.</exception>
    public static PeerList Read(Exchange exchange, Contract contract)
    {
        Verdict.NothingWrong($"{exchange.Station}'s peer list, contract {contract.Name}", Problems(exchange, contract), exchange.Describe());
        return new PeerList(exchange, [.. JsonElement.Parse(exchange.Body).EnumerateArray().Select(ToRow)]);
    }

    private static IEnumerable<string> Problems(Exchange exchange, Contract contract)
    {
        if (exchange.Status != HttpStatusCode.OK || !exchange.IsJson)
        {
            return [$"expected 200 as {Exchange.JsonMediaType}, seen {(int)exchange.Status} as {exchange.ContentType ?? "no content type"}"];
        }

        if (!exchange.TryParse(out var root))
        {
            return ["the body is no JSON"];
        }

        return root.ValueKind == JsonValueKind.Array
            ? root.EnumerateArray().SelectMany((row, index) => Problems(row, index, contract))
            : [$"expected a bare array, seen a JSON {root.ValueKind}"];
    }

    private static IEnumerable<string> Problems(JsonElement row, int index, Contract contract)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            return [$"row {index}: expected an object, seen {Describe(row)}"];
        }

        var seen = row.EnumerateObject().ToLookup(field => field.Name, field => field.Value, StringComparer.Ordinal);
        var wrong = contract.PeerFields.Select(field => Problem(field, [.. seen[field.Name]])).OfType<string>();
        var unknown = seen.Select(field => field.Key).Except(contract.PeerFields.Select(field => field.Name))
            .Select(name => $"field \"{name}\": expected no such field, seen {Describe(seen[name].First())}");
        return wrong.Concat(unknown).Select(problem => $"row {index}, {problem}; the row: {row.GetRawText()}");
    }

    private static string? Problem(PeerField field, IReadOnlyList<JsonElement> values) => values switch
    {
        [] => $"field \"{field.Name}\": expected {field.Expected}, {FieldIsMissing}",
        [var value] when field.Fits(value) => null,
        [var value] => $"field \"{field.Name}\": expected {field.Expected}, seen {Describe(value)}",
        _ => $"field \"{field.Name}\": expected once, seen {values.Count} times",
    };

    private static PeerRow ToRow(JsonElement row, int index)
    {
        return new PeerRow(
            index, Text("id"), Text("name"), Text("host"), Text("url"), Text("ip"), Flag("online"), Flag("joined"), Flag("isLocal"), row.GetRawText());

        string Text(string name) => row.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
        bool Flag(string name) => row.TryGetProperty(name, out var value) && value.GetBoolean();
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"the string {value.GetRawText()}",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        _ => value.GetRawText(),
    };
}
