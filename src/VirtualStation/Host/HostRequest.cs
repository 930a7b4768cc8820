using System.Text;
using System.Text.Json;

namespace VirtualStation.Host;

/// <summary>A request to <see cref="StationHost"/>. Each property throws a <see cref="StationException"/> if the JSON lacks it.</summary>
internal sealed class HostRequest
{
    private const int MaximumDepth = 4;
    private readonly JsonElement _json;

    private HostRequest(JsonElement json) => _json = json;

    /// <summary><c>start</c>, <c>stop</c>, <c>kill</c>, <c>freeze</c>, <c>thaw</c> or <c>log</c>.</summary>
    public string Action => Text("action");

    /// <summary>The id of the station. The client chooses it.</summary>
    public int Id => Find("id", JsonValueKind.Number) is { } id && id.TryGetInt32(out var number) ? number : throw Missing("id", "an integer");

    /// <summary>The command line of the station.</summary>
    public IReadOnlyList<string> Arguments => Find("arguments", JsonValueKind.Array) is { } arguments
        ? [.. arguments.EnumerateArray().Select(argument => argument.ToString())]
        : throw Missing("arguments", "an array of strings");

    /// <summary>Environment variables in addition to those of the host process.</summary>
    public IReadOnlyDictionary<string, string> Environment => Find("environment", JsonValueKind.Object) is { } environment
        ? environment.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.ToString())
        : throw Missing("environment", "an object of strings");

    /// <summary>Parses a line of standard input.</summary>
    /// <exception cref="StationException">The line is not a JSON object.</exception>
    public static HostRequest Parse(string line) => JsonText.FirstValue(Encoding.UTF8.GetBytes(line), MaximumDepth) is { ValueKind: JsonValueKind.Object } json
        ? new HostRequest(json)
        : throw StationException.Usage($"'{line}' is not a JSON object");

    /// <summary>Returns a string property.</summary>
    /// <exception cref="StationException">The property is missing or is not a string.</exception>
    public string Text(string name) => Find(name, JsonValueKind.String)?.GetString() ?? throw Missing(name, "a string");

    private JsonElement? Find(string name, JsonValueKind kind) => _json.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    private StationException Missing(string name, string type) => StationException.Usage($"'{_json}' has no \"{name}\" that is {type}");
}
