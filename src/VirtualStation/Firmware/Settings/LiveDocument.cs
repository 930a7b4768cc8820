using System.Text.Json;

namespace VirtualStation.Firmware.Settings;

/// <summary>A flat document of which some values are told at the moment it is asked for.</summary>
internal static class LiveDocument
{
    /// <summary>Writes a property with its live value, or with the document's where there is none.</summary>
    public static void WriteValue(Utf8JsonWriter json, string name, JsonElement value, IReadOnlyDictionary<string, Action<Utf8JsonWriter>> live)
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
}
