using System.Globalization;
using System.Text.Json;

namespace VirtualStation.Emulator;

/// <summary>The JSON object of a request, with the conversions of Python: "16" is a number, and 16.7 as an integer is 16.</summary>
internal readonly struct JsonInput(JsonElement document)
{
    /// <returns>Null if the document is not an object or lacks the property.</returns>
    public JsonElement? Find(string name) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(name, out var value) ? value : null;

    /// <returns>Null if Python's <c>float()</c> would fail, or the number is not finite: no answer could have it.</returns>
    public static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when double.IsFinite(value.GetDouble()) => value.GetDouble(),
        JsonValueKind.String => JsonText.ParseNumber(value.GetString()!),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    /// <returns>Null if Python's <c>int()</c> would fail.</returns>
    public static int? Integer(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? int.TryParse(value.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null
        : Number(value) is { } real and > int.MinValue and < int.MaxValue ? (int)real : null;

    /// <returns>The result of Python's <c>bool()</c>.</returns>
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
