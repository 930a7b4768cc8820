using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VirtualStation;

/// <summary>Reads and writes JSON without reflection: a reflection-based serializer takes longer to load than the rest of a station.</summary>
internal static class JsonText
{
    // Firmware and emulator write "ü" and "<" unescaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Writes one JSON object.</summary>
    public static ReadOnlyMemory<byte> WriteObject(Action<Utf8JsonWriter> writeProperties) => Write(json =>
    {
        json.WriteStartObject();
        writeProperties(json);
        json.WriteEndObject();
    });

    /// <summary>Creates an element that no <see cref="JsonDocument"/> owns.</summary>
    public static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        var reader = new Utf8JsonReader(Write(write).Span);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Reads the first JSON value of a text and ignores the rest, as ArduinoJson does.</summary>
    /// <returns>Null if the text does not begin with a JSON value of at most the given depth.</returns>
    public static JsonElement? FirstValue(ReadOnlySpan<byte> text, int maximumDepth)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maximumDepth, AllowMultipleValues = true });
            return JsonElement.TryParseValue(ref reader, out var value) ? value : null;
        }
        catch (JsonException)
        {
            // Callers report invalid JSON in the words of their own protocol, which has no place for a position.
            return null;
        }
    }

    /// <summary>Converts a value to a number as ArduinoJson does.</summary>
    public static double ToNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when double.IsFinite(value.GetDouble()) => value.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.String => ParseNumber(value.GetString()!) ?? 0,
        _ => 0,
    };

    /// <summary>Converts a value to an <c>int</c> as ArduinoJson does: a number beyond its range becomes 0.</summary>
    public static int ToInteger(JsonElement value) => ToNumber(value) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : 0;

    /// <summary>Converts a value to a <c>bool</c> as ArduinoJson does.</summary>
    public static bool ToFlag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False or JsonValueKind.Null => false,
        JsonValueKind.Number => value.GetDouble() != 0,
        _ => true,
    };

    /// <summary>The text of a property.</summary>
    /// <returns>Null if the object lacks the property, or if it is not a text.</returns>
    public static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <returns>Null if the text is not a finite number.</returns>
    public static double? ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
