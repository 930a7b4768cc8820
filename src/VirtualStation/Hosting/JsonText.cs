using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VirtualStation.Hosting;

/// <summary>JSON without reflection, which costs a process that lives for one test more time than all the rest.</summary>
internal static class JsonText
{
    // The real things write "ü" and "<" as they are.
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

    /// <summary>A value that lives as long as its holder.</summary>
    public static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        var reader = new Utf8JsonReader(Write(write).Span);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The first JSON value of a text; what follows it is not looked at, as ArduinoJson does.</summary>
    /// <returns>Null where there is none.</returns>
    public static JsonElement? FirstValue(ReadOnlySpan<byte> text, int maximumDepth)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maximumDepth, AllowMultipleValues = true });
            return JsonElement.TryParseValue(ref reader, out var value) ? value : null;
        }
        catch (JsonException)
        {
            // The caller answers with the message of its own protocol; position and reason have no place in it.
            return null;
        }
    }
}
