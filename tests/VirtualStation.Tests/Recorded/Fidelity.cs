using System.Globalization;
using System.Text.Json;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Recorded;

/// <summary>
/// Compares an answer with a recorded one: status, content type, Location, <c>msg</c>, the names and JSON types of all fields; of rows of
/// peers all values too. What differs from run to run is mapped (ports) or left out (times, versions).
/// </summary>
internal static class Fidelity
{
    private const int FirstRecordedPort = 8200;

    /// <returns>Null where they agree, or else every difference.</returns>
    public static string? Difference(RecordedExchange recorded, HttpAnswer seen, IReadOnlyList<int> ports)
    {
        var differences = new List<string>();
        Check(differences, "status", recorded.Status, seen.Status);
        Check(differences, "content type", recorded.ContentType, seen.ContentType);
        Check(differences, "Location", recorded.Location, seen.Location);
        if (recorded.ContentType == "application/json" && recorded.Method != "HEAD")
        {
            if (seen.ContentType == "application/json")
            {
                CompareJson(differences, "$", recorded.Response, seen.Json, text => MapPorts(text, ports), ofPeers: recorded.Path.StartsWith("/loadsharing/", StringComparison.Ordinal));
            }
        }
        else
        {
            Check(differences, "body", recorded.Response.GetString(), seen.Body);
        }

        return differences.Count == 0 ? null : $"{recorded}: {string.Join("; ", differences)}. The whole answer: {seen}";
    }

    // Station n stood on port 8200 + n.
    private static string MapPorts(string text, IReadOnlyList<int> ports)
    {
        for (var n = 0; n < ports.Count; n++)
        {
            text = text.Replace($":{FirstRecordedPort + n}", $":{ports[n]}", StringComparison.Ordinal);
        }

        return text;
    }

    private static void CompareJson(List<string> differences, string path, JsonElement recorded, JsonElement seen, Func<string, string> map, bool ofPeers)
    {
        if (TypeOf(recorded) != TypeOf(seen))
        {
            differences.Add($"{path} is {seen.GetRawText()}, recorded was {recorded.GetRawText()}");
            return;
        }

        switch (recorded.ValueKind)
        {
            case JsonValueKind.Object:
                CompareFields(differences, path, recorded, seen, map, ofPeers);
                break;
            case JsonValueKind.Array when ofPeers:
                CompareRows(differences, path, recorded, seen, map);
                break;
            case JsonValueKind.Array:
                Check(differences, $"{path} length", recorded.GetArrayLength(), seen.GetArrayLength());
                break;
            default:
                if (path.EndsWith(".msg", StringComparison.Ordinal) || (ofPeers && path is not "$.computed_at"))
                {
                    Check(differences, path, map(recorded.ToString()), seen.ToString());
                }

                break;
        }
    }

    private static void CompareFields(List<string> differences, string path, JsonElement recorded, JsonElement seen, Func<string, string> map, bool ofPeers)
    {
        var names = recorded.EnumerateObject().Select(field => field.Name).ToList();
        var seenNames = seen.EnumerateObject().Select(field => field.Name).ToList();
        differences.AddRange(names.Except(seenNames).Select(name => $"{path}.{name} is missing"));
        differences.AddRange(seenNames.Except(names).Select(name => $"{path}.{name} is too much"));
        foreach (var name in names.Intersect(seenNames))
        {
            CompareJson(differences, $"{path}.{name}", recorded.GetProperty(name), seen.GetProperty(name), map, ofPeers);
        }
    }

    // Discovered rows stand in the order in which the network answered.
    private static void CompareRows(List<string> differences, string path, JsonElement recorded, JsonElement seen, Func<string, string> map)
    {
        var rows = seen.EnumerateArray().ToList();
        var expected = recorded.EnumerateArray().ToList();
        Check(differences, $"{path} length", expected.Count, rows.Count);
        foreach (var row in expected)
        {
            var host = map(row.GetProperty("host").GetString()!);
            var match = rows.FindIndex(candidate => candidate.TryGetProperty("host", out var name) && name.GetString() == host);
            if (match < 0)
            {
                differences.Add($"{path} has no row with host {host}");
                continue;
            }

            CompareJson(differences, string.Create(CultureInfo.InvariantCulture, $"{path}[{match}]"), row, rows[match], map, ofPeers: true);
        }

        if (rows.Count > 0 && expected.Count > 0 && expected[0].TryGetProperty("isLocal", out var isLocal) && isLocal.GetBoolean())
        {
            Check(differences, $"{path}[0].host, the station's own row first", expected[0].GetProperty("host").GetString(), rows[0].GetProperty("host").GetString());
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.ValueKind.ToString();

    private static void Check<T>(List<string> differences, string what, T recorded, T seen)
    {
        if (!EqualityComparer<T>.Default.Equals(recorded, seen))
        {
            differences.Add($"{what} is {seen}, recorded was {recorded}");
        }
    }
}
