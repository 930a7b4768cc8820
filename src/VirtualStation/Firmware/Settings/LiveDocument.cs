using System.Text.Json;

namespace VirtualStation.Firmware.Settings;

/// <summary>A flat document of which some values are told at the moment it is asked for.</summary>
internal static class LiveDocument
{
    /// <summary>Writes the names of <paramref name="document"/> in their order, each with its live value where there is one.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, JsonElement>> document, IReadOnlyDictionary<string, Action<Utf8JsonWriter>> live)
    {
        json.WriteStartObject();
        foreach (var (name, value) in document)
        {
            json.WritePropertyName(name);
            if (live.TryGetValue(name, out var write))
            {
                write(json);
            }
            else
            {
                value.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }
}
