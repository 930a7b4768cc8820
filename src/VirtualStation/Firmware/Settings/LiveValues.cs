using System.Text.Json;

namespace VirtualStation.Firmware.Settings;

/// <summary>Current values that replace those of a template document when it is written.</summary>
internal sealed class LiveValues
{
    private readonly Dictionary<string, Action<Utf8JsonWriter>> _values = [];

    public LiveValues Set(string name, string value) => Set(name, json => json.WriteStringValue(value));

    public LiveValues Set(string name, double value) => Set(name, json => json.WriteNumberValue(value));

    public LiveValues Set(string name, Action<Utf8JsonWriter> write)
    {
        _values[name] = write;
        return this;
    }

    /// <summary>Writes a property with its live value, or with that of the template if there is none.</summary>
    public void Write(Utf8JsonWriter json, string name, JsonElement template)
    {
        json.WritePropertyName(name);
        if (_values.TryGetValue(name, out var write))
        {
            write(json);
        }
        else
        {
            template.WriteTo(json);
        }
    }
}
