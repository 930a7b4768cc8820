using System.Globalization;
using System.Text.Json;
using VirtualStation.Firmware.Storage;

namespace VirtualStation.Firmware.Settings;

/// <summary>
/// The document of <c>/config</c>: the template of the generation with the changes from the state file, the command line and <c>POST /config</c>.
/// The properties from <c>ssid</c> on are settings. Those before it describe the station and its charger, and are read-only.
/// </summary>
internal sealed class ConfigDocument
{
    private const string FirstSetting = "ssid";
    private readonly Lock _lock = new();
    private readonly StateFile _file;
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);

    /// <param name="template">The document with the default values.</param>
    /// <param name="file">Stores the changes.</param>
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

    /// <summary>Raised with the names of the settings that a request has changed.</summary>
    public event Action<IReadOnlyCollection<string>>? Changed;

    /// <summary>Incremented with every change. The generation determines the initial value.</summary>
    public int Version { get; set; }

    /// <summary>Applies and stores the settings in a request.</summary>
    /// <param name="body">A flat object. Properties that are not settings are ignored.</param>
    /// <returns>Whether a setting has changed.</returns>
    public bool Change(JsonElement body)
    {
        List<string> changed;
        lock (_lock)
        {
            changed = Apply(body);
            if (changed.Count == 0)
            {
                return false;
            }

            Version++;
            Save();
        }

        Changed?.Invoke(changed);
        return true;
    }

    /// <summary>Sets a value that a request does not report as a change.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="write">Writes the value.</param>
    /// <param name="isSaved">Whether it is stored at once, else with the next change.</param>
    public void SetSilently(string name, Action<Utf8JsonWriter> write, bool isSaved)
    {
        lock (_lock)
        {
            var entry = _byName[name];
            entry.Value = JsonText.Element(write);
            entry.IsStored = true;
            if (isSaved)
            {
                Save();
            }
        }
    }

    /// <summary>Sets a value without storing it. The text is a boolean, a number, or else a string.</summary>
    /// <returns>False if the name is not a setting or already has the value.</returns>
    public bool Override(string name, string text)
    {
        lock (_lock)
        {
            return _byName.TryGetValue(name, out var entry) && entry.IsSetting && Set(entry, FromText(text));
        }
    }

    /// <summary>Replaces the value of the template by one that depends on the station, without storing it.</summary>
    public void SetDefault(string name, string value)
    {
        lock (_lock)
        {
            _byName[name].Value = JsonText.Element(json => json.WriteStringValue(value));
        }
    }

    public string Text(string name) => Read(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : Read(name).GetRawText();

    public double Number(string name) => Read(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 0;

    public bool Flag(string name) => Read(name).ValueKind == JsonValueKind.True;

    /// <summary>Writes the document.</summary>
    public void Write(Utf8JsonWriter json, LiveValues live)
    {
        lock (_lock)
        {
            json.WriteStartObject();
            foreach (var entry in _entries)
            {
                live.Write(json, entry.Name, entry.Value);
            }

            json.WriteEndObject();
        }
    }

    private void Save() => _file.Save(json =>
    {
        json.WriteStartObject();
        foreach (var entry in _entries.Where(entry => entry.IsStored))
        {
            json.WritePropertyName(entry.Name);
            entry.Value.WriteTo(json);
        }

        json.WriteEndObject();
    });

    private JsonElement Read(string name)
    {
        lock (_lock)
        {
            return _byName[name].Value;
        }
    }

    private List<string> Apply(JsonElement body)
    {
        var changed = new List<string>();
        foreach (var property in body.EnumerateObject())
        {
            if (_byName.TryGetValue(property.Name, out var entry) && entry.IsSetting && Set(entry, property.Value))
            {
                entry.IsStored = true;
                changed.Add(entry.Name);
            }
        }

        return changed;
    }

    private static bool Set(Entry entry, JsonElement given)
    {
        var value = GroupSettings.IsUnsigned(entry.Name) ? ToUnsigned(given) : Coerce(given, entry.Value.ValueKind);
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
        else if (text.Contains('.', StringComparison.Ordinal) && JsonText.ParseNumber(text) is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(text);
        }
    });

    // Converts a value to the type of the setting, as ArduinoJson's as<T>() does.
    private static JsonElement Coerce(JsonElement given, JsonValueKind type) => type switch
    {
        JsonValueKind.String when given.ValueKind != JsonValueKind.String => JsonText.Element(json => json.WriteStringValue(given.GetRawText())),
        JsonValueKind.Number when given.ValueKind != JsonValueKind.Number => JsonText.Element(json => json.WriteNumberValue(JsonText.ToNumber(given))),
        JsonValueKind.True or JsonValueKind.False when given.ValueKind is not (JsonValueKind.True or JsonValueKind.False) =>
            JsonText.Element(json => json.WriteBooleanValue(JsonText.ToFlag(given))),
        _ => given.Clone(),
    };

    private static JsonElement ToUnsigned(JsonElement given) =>
        JsonText.Element(json => json.WriteNumberValue(Math.Max(JsonText.ToInteger(given), 0)));

    private sealed class Entry(string name, bool isSetting)
    {
        public string Name => name;

        public bool IsSetting => isSetting;

        public JsonElement Value { get; set; }

        /// <summary>Whether the state file or a request has set the value, so that it is written to the state file.</summary>
        public bool IsStored { get; set; }
    }
}
