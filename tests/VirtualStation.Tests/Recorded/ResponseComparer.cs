namespace VirtualStation.Tests.Recorded;

/// <summary>
/// Compares a response with a recorded one: status, content type, Location, <c>msg</c>, and the names and JSON types of all fields. In documents of
/// <c>/loadsharing</c> it also compares the values, with recorded ports mapped to actual ones. It omits times,
/// and the state of the chargers, which the replay does not have.
/// </summary>
internal sealed class ResponseComparer
{
    private const int FirstRecordedPort = 8200;
    private readonly List<string> _differences = [];
    private readonly IReadOnlyList<int> _ports;
    private readonly bool _comparesValues;

    private ResponseComparer(IReadOnlyList<int> ports, bool comparesValues)
    {
        _ports = ports;
        _comparesValues = comparesValues;
    }

    /// <param name="recorded">The recorded request and response.</param>
    /// <param name="actual">The response to compare.</param>
    /// <param name="ports">The HTTP ports of the stations, in the order of the recording.</param>
    /// <returns>All differences; null if there are none.</returns>
    public static string? Compare(RecordedRequest recorded, StationResponse actual, IReadOnlyList<int> ports)
    {
        var comparer = new ResponseComparer(ports, recorded.Path.StartsWith("/loadsharing/", StringComparison.Ordinal));
        comparer.CompareResponse(recorded, actual);
        return comparer._differences.Count == 0 ? null : $"{recorded}: {string.Join("; ", comparer._differences)}. The response: {actual}";
    }

    /// <summary>Replaces the recorded ports in a text by those of the stations.</summary>
    public static string MapPorts(string text, IReadOnlyList<int> ports)
    {
        for (var n = 0; n < ports.Count; n++)
        {
            text = text
                .Replace($":{FirstRecordedPort + n}", $":{ports[n]}", StringComparison.Ordinal)
                .Replace($"%3A{FirstRecordedPort + n}", $"%3A{ports[n]}", StringComparison.Ordinal);
        }

        return text;
    }

    private void CompareResponse(RecordedRequest recorded, StationResponse actual)
    {
        Check("status", recorded.Status, actual.Status);
        Check("content type", recorded.ContentType, actual.ContentType);
        Check("Location", recorded.Location ?? actual.Location, actual.Location);
        if (recorded.ContentType != "application/json" || recorded.Method == "HEAD")
        {
            Check("body", recorded.Response.GetString(), actual.Body);
        }
        else if (actual.ContentType == "application/json")
        {
            CompareJson("$", recorded.Response, actual.Json);
        }
    }

    private void CompareJson(string path, JsonElement recorded, JsonElement actual)
    {
        if (TypeOf(recorded) != TypeOf(actual))
        {
            _differences.Add($"{path}: expected {recorded.GetRawText()}, actual {actual.GetRawText()}");
            return;
        }

        switch (recorded.ValueKind)
        {
            case JsonValueKind.Object:
                CompareFields(path, recorded, actual);
                break;
            case JsonValueKind.Array when _comparesValues:
                CompareRows(path, recorded, actual);
                break;
            case JsonValueKind.Array:
                Check($"{path} length", recorded.GetArrayLength(), actual.GetArrayLength());
                break;
            default:
                if (path.EndsWith(".msg", StringComparison.Ordinal) || (_comparesValues && path is not "$.computed_at"
                    && !path.Contains("].status.", StringComparison.Ordinal)))
                {
                    Check(path, MapPorts(recorded.ToString(), _ports), actual.ToString());
                }

                break;
        }
    }

    private void CompareFields(string path, JsonElement recorded, JsonElement actual)
    {
        var names = recorded.EnumerateObject().Select(field => field.Name).ToList();
        var actualNames = actual.EnumerateObject().Select(field => field.Name).ToList();
        _differences.AddRange(names.Except(actualNames).Select(name => $"{path}.{name} is missing"));
        _differences.AddRange(actualNames.Except(names).Select(name => $"{path}.{name} is unexpected"));
        foreach (var name in names.Intersect(actualNames))
        {
            CompareJson($"{path}.{name}", recorded.GetProperty(name), actual.GetProperty(name));
        }
    }

    // Matches rows by host, because discovered rows are in the order of the mDNS responses.
    private void CompareRows(string path, JsonElement recorded, JsonElement actual)
    {
        var rows = actual.EnumerateArray().ToList();
        var expected = recorded.EnumerateArray().ToList();
        Check($"{path} length", expected.Count, rows.Count);
        foreach (var row in expected)
        {
            var host = MapPorts(row.GetProperty("host").GetString()!, _ports);
            var index = rows.FindIndex(candidate => candidate.TryGetProperty("host", out var name) && name.GetString() == host);
            if (index < 0)
            {
                _differences.Add($"{path} has no row with host {host}");
                continue;
            }

            CompareJson($"{path}[{index}]", row, rows[index]);
        }

        if (rows.Count > 0 && expected.Count > 0 && expected[0].TryGetProperty("isLocal", out var isLocal) && isLocal.GetBoolean())
        {
            Check($"{path}[0].host (the station itself)", expected[0].GetProperty("host").GetString(), rows[0].GetProperty("host").GetString());
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.ValueKind.ToString();

    private void Check<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            _differences.Add($"{what}: expected {expected}, actual {actual}");
        }
    }
}
