using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoadSharing.Lab.Emulators;

/// <summary>The state of an emulator without the values that change by themselves or with each start of a firmware.</summary>
/// <param name="Json">The state as JSON.</param>
internal sealed record EmulatorState(string Json)
{
    // Temperatures drift, the session time runs, and each firmware writes a greeting to the display.
    private static readonly string[] VolatilePrefixes = ["temperature_", "session_time", "lcd_"];

    /// <summary>Reads the state.</summary>
    /// <returns>Null if the emulator does not answer with a readable state. Such an emulator is not reused; the reason does not matter.</returns>
    public static async Task<EmulatorState?> ReadAsync(HttpClient http, Uri emulator, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            var status = JsonNode.Parse(await http.GetByteArrayAsync(new Uri(emulator, "api/status"), limit.Token)) as JsonObject;
            foreach (var section in status?.Select(pair => pair.Value).OfType<JsonObject>() ?? [])
            {
                foreach (var name in section.Select(pair => pair.Key).Where(IsVolatile).ToList())
                {
                    section.Remove(name);
                }
            }

            return status is null ? null : new EmulatorState(status.ToJsonString());
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException or ArgumentException)
        {
            // ArgumentException: a name that an object has twice.
            return null;
        }
    }

    private static bool IsVolatile(string name) => VolatilePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
