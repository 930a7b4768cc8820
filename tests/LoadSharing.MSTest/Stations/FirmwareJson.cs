using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoadSharing.MSTest.Stations;

/// <summary>
/// The JSON of the firmware's documents. A field that is missing or has another type is read as null. The tests of the structure name it; no other test
/// judges it, so that one difference of the firmware does not fail the whole suite.
/// </summary>
internal static class FirmwareJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string? Text(this JsonElement document, string field) =>
        document.Field(field, FieldType.Text) is { } value ? value.GetString() : null;

    public static bool? Flag(this JsonElement document, string field) =>
        document.Field(field, FieldType.Flag) is { } value ? value.GetBoolean() : null;

    public static int? Integer(this JsonElement document, string field) =>
        document.Field(field, FieldType.WholeNumber) is { } value && value.TryGetInt32(out var number) ? number : null;

    public static double? Number(this JsonElement document, string field) =>
        document.Field(field, FieldType.Number) is { } value ? value.GetDouble() : null;

    public static IReadOnlyList<JsonElement> Rows(this JsonElement document, string field) =>
        document.Field(field, FieldType.List) is { } value ? [.. value.EnumerateArray()] : [];

    public static JsonElement? Field(this JsonElement document, string field, FieldType type) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(field, out var value) && value.Has(type) ? value : null;
}
