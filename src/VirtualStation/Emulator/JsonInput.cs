using System.Globalization;
using System.Text.Json;

namespace VirtualStation.Emulator;

/// <summary>A request's JSON object, read as the public emulator's Python reads it: "16" is a number, 16.7 as a whole number is 16.</summary>
internal readonly struct JsonInput(JsonElement document)
{
    /// <returns>Null where the document is no object or has no such name.</returns>
    public JsonElement? Find(string name) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(name, out var value) ? value : null;

    /// <returns>Null where Python's <c>float()</c> would fail.</returns>
    public static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    /// <returns>Null where Python's <c>int()</c> would fail.</returns>
    public static int? Integer(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? int.TryParse(value.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null
        : Number(value) is { } real and > int.MinValue and < int.MaxValue ? (int)real : null;

    /// <returns>What Python's <c>bool()</c> gives.</returns>
    public static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.GetPropertyCount() > 0,
        JsonValueKind.True => true,
        _ => false,
    };
}
