using System.Globalization;
using System.Text.Json;
using VirtualStation.Firmware.Storage;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Settings;

/// <summary>
/// The station's settings: the contract's flat document with what the command line, the state file and <c>POST /config</c> changed.
/// The settings proper begin with <c>ssid</c>; what stands before it is told by the station and its charger, and cannot be set.
/// </summary>
internal sealed class ConfigDocument
{
    private const string FirstSetting = "ssid";
    private readonly Lock _lock = new();
    private readonly StateFile _file;
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);

    /// <param name="template">The contract's document with its defaults.</param>
    /// <param name="file">Where changes are kept.</param>
    public ConfigDocument(JsonElement template, StateFile file)
    {
        _file = file;
        var isSetting = false;
        foreach (var property in template.EnumerateObject())
        {
            isSetting |= property.Name == FirstSetting;
            var entry = new Entry(property.Name, isSetting) { Value = property.Value };
            _entries.Add(entry);
            _byName.Add(entry.Name, entry);
        }

        if (file.Load() is { ValueKind: JsonValueKind.Object } saved)
        {
            Apply(saved);
        }
    }

    /// <summary>Grows with every change; what it begins with depends on the contract.</summary>
    public int Version { get; set; }

    /// <summary>Takes what the body has of known settings, and stores it.</summary>
    /// <param name="body">A flat object; names that are no settings are passed over.</param>
    /// <returns>Whether anything changed.</returns>
    public bool Change(JsonElement body)
    {
        lock (_lock)
        {
            if (!Apply(body))
            {
                return false;
            }

            Version++;
            _file.Save(json =>
            {
                json.WriteStartObject();
                foreach (var entry in _entries.Where(entry => entry.IsStored))
                {
                    json.WritePropertyName(entry.Name);
                    entry.Value.WriteTo(json);
                }

                json.WriteEndObject();
            });
            return true;
        }
    }

    /// <summary>Sets one value until the end of the process, from text: true, false, a number, or else a string.</summary>
    /// <returns>False where the name is no setting or already has that value.</returns>
    public bool Override(string name, string text)
    {
        lock (_lock)
        {
            return _byName.TryGetValue(name, out var entry) && entry.IsSetting && Set(entry, FromText(text));
        }
    }

    /// <summary>Sets what the station itself tells in the document.</summary>
    public void Tell(string name, string value)
    {
        lock (_lock)
        {
            _byName[name].Value = JsonText.Element(json => json.WriteStringValue(value));
        }
    }

    public string Text(string name) => Read(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : Read(name).GetRawText();

    public double Number(string name) => Read(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 0;

    public bool Flag(string name) => Read(name).ValueKind == JsonValueKind.True;

    /// <summary>The whole document, with some values replaced by what holds just now.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, Action<Utf8JsonWriter>> live)
    {
        lock (_lock)
        {
            json.WriteStartObject();
            foreach (var entry in _entries)
            {
                LiveDocument.WriteValue(json, entry.Name, entry.Value, live);
            }

            json.WriteEndObject();
        }
    }

    private JsonElement Read(string name)
    {
        lock (_lock)
        {
            return _byName[name].Value;
        }
    }

    private bool Apply(JsonElement body)
    {
        var changed = false;
        foreach (var property in body.EnumerateObject())
        {
            if (_byName.TryGetValue(property.Name, out var entry) && entry.IsSetting && Set(entry, property.Value))
            {
                entry.IsStored = changed = true;
            }
        }

        return changed;
    }

    private static bool Set(Entry entry, JsonElement given)
    {
        var value = Coerce(given, entry.Value.ValueKind);
        if (JsonElement.DeepEquals(entry.Value, value))
        {
            return false;
        }

        entry.Value = value;
        return true;
    }

    private static JsonElement FromText(string text) => JsonText.Element(json =>
    {
        if (bool.TryParse(text, out var flag))
        {
            json.WriteBooleanValue(flag);
        }
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            json.WriteNumberValue(integer);
        }
        else if (text.Contains('.', StringComparison.Ordinal) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(text);
        }
    });

    // A setting keeps its type whatever it is given, as ArduinoJson's as<T>() does.
    private static JsonElement Coerce(JsonElement given, JsonValueKind wanted) => wanted switch
    {
        JsonValueKind.String when given.ValueKind != JsonValueKind.String => JsonText.Element(json => json.WriteStringValue(given.GetRawText())),
        JsonValueKind.Number when given.ValueKind != JsonValueKind.Number => JsonText.Element(json => json.WriteNumberValue(ToNumber(given))),
        JsonValueKind.True or JsonValueKind.False when given.ValueKind is not (JsonValueKind.True or JsonValueKind.False) => JsonText.Element(json => json.WriteBooleanValue(ToFlag(given))),
        _ => given.Clone(),
    };

    private static double ToNumber(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.String when double.TryParse(given.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => 0,
    };

    private static bool ToFlag(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.Number => given.GetDouble() != 0,
        JsonValueKind.Null => false,
        _ => true,
    };

    private sealed class Entry(string name, bool isSetting)
    {
        public string Name => name;

        public bool IsSetting => isSetting;

        public JsonElement Value { get; set; }

        /// <summary>Whether it was changed other than by the command line, and so is kept.</summary>
        public bool IsStored { get; set; }
    }
}
