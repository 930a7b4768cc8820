using System.Text.Json.Nodes;

namespace LoadSharing.Lab.Stations;

/// <summary>What an emulator says of itself, but for what changes by itself or by every firmware's boot.</summary>
/// <param name="Text">The rest, as JSON.</param>
internal sealed record EmulatorState(string Text)
{
    // Temperatures drift, times run, and each firmware writes its own greeting on the display.
    private static readonly string[] Volatile = ["temperature_", "session_time", "lcd_"];

    /// <summary>Asks an emulator.</summary>
    /// <returns>Its state, or null if it does not answer in a way that can be read.</returns>
    public static async Task<EmulatorState?> AskAsync(HttpClient http, Uri emulator, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            var status = JsonNode.Parse(await http.GetStringAsync(new Uri(emulator, "api/status"), limit.Token)) as JsonObject;
            foreach (var half in status?.Select(pair => pair.Value).OfType<JsonObject>() ?? [])
            {
                foreach (var name in half.Select(pair => pair.Key).Where(name => Volatile.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList())
                {
                    half.Remove(name);
                }
            }

            return status is null ? null : new EmulatorState(status.ToJsonString());
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or System.Text.Json.JsonException)
        {
            // An emulator that can't say how it is is not used again: no more follows from it.
            return null;
        }
    }
}
