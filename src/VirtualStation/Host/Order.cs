using System.Text;
using System.Text.Json;
using VirtualStation.Hosting;

namespace VirtualStation.Host;

/// <summary>One line of the host's input.</summary>
/// <param name="Json">As it came.</param>
internal sealed record Order(JsonElement Json)
{
    private const int MaximumDepth = 4;

    /// <summary>What is to be done.</summary>
    public string Verb => Text("do");

    /// <summary>The number of the station it is about.</summary>
    public int Id => Json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number) ? number : throw Missing("id", "a whole number");

    /// <summary>The command line.</summary>
    public IReadOnlyList<string> Arguments => Json.TryGetProperty("arguments", out var arguments) && arguments.ValueKind == JsonValueKind.Array
        ? [.. arguments.EnumerateArray().Select(argument => argument.ToString())]
        : throw Missing("arguments", "a list of texts");

    /// <summary>The environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment => Json.TryGetProperty("environment", out var environment) && environment.ValueKind == JsonValueKind.Object
        ? environment.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.ToString())
        : throw Missing("environment", "an object of texts");

    /// <summary>Reads a line.</summary>
    /// <exception cref="StationException">It is not an order.</exception>
    public static Order Read(string line) => JsonText.FirstValue(Encoding.UTF8.GetBytes(line), MaximumDepth) is { ValueKind: JsonValueKind.Object } json
        ? new Order(json)
        : throw StationException.Usage($"'{line}' is not a JSON object");

    /// <summary>A text of the order.</summary>
    /// <exception cref="StationException">It has none of that name.</exception>
    public string Text(string name) => Json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : throw Missing(name, "a text");

    private StationException Missing(string name, string what) => StationException.Usage($"'{Json}' has no \"{name}\" that is {what}");
}
