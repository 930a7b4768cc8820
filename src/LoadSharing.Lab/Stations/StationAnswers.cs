using System.Text.Json;

namespace LoadSharing.Lab.Stations;

/// <summary>
/// Reads the documents of a station's HTTP APIs, which are not trusted: a value that is missing or of another type is null, long lists and texts are cut.
/// </summary>
internal static class StationAnswers
{
    // More than a fleet has, because foreign stations may be on its link.
    private const int MaximumRows = 128;
    private const int MaximumCharacters = 100;

    /// <summary>Combines the answers of a station. An answer is null if there is none.</summary>
    /// <param name="name">The name of the station.</param>
    /// <param name="peers"><c>GET /loadsharing/peers</c> of the firmware.</param>
    /// <param name="group"><c>GET /loadsharing/status</c> of the firmware.</param>
    /// <param name="charger"><c>GET /api/evse/status</c> of the emulator.</param>
    public static StationView Read(string name, JsonElement? peers, JsonElement? group, JsonElement? charger)
    {
        try
        {
            return new StationView(
                name,
                peers is { ValueKind: JsonValueKind.Array } ? Rows(peers, Peer) : null,
                Rows(Member(group, "allocations"), row => new ListedAllocation(Text(row, "id"), Number(row, "target_current"), Text(row, "reason"))),
                Number(charger, "state") is { } state and >= 0 and < 256 ? (int)state : null,
                Number(charger, "current_capacity"),
                Number(charger, "actual_current"));
        }
        catch (InvalidOperationException)
        {
            // A text has an escape sequence that stands for no character.
            return new StationView(name);
        }
    }

    private static ListedPeer Peer(JsonElement row) => new(Text(row, "id"), Text(row, "host"), IsTrue(row, "online"), IsTrue(row, "joined"));

    private static IReadOnlyList<T> Rows<T>(JsonElement? list, Func<JsonElement, T> read) =>
        list is { ValueKind: JsonValueKind.Array } rows ? [.. rows.EnumerateArray().Take(MaximumRows).Select(read)] : [];

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } document && document.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement row, string name) => Member(row, name) is { ValueKind: JsonValueKind.String } value
        ? ControlCharacters.Escape(Cut(value.GetString()!))
        : "";

    private static string Cut(string text) => text.Length <= MaximumCharacters ? text : $"{text[..MaximumCharacters]}…";

    private static bool IsTrue(JsonElement row, string name) => Member(row, name) is { ValueKind: JsonValueKind.True };

    // JSON cannot have infinity, which 1e999 is.
    private static double? Number(JsonElement? element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
}
