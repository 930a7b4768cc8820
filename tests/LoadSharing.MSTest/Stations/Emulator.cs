using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest.Stations;

/// <summary>The emulator of a station: its charger's controller and its car.</summary>
public sealed class Emulator : IDisposable
{
    private readonly Station _station;
    private readonly RestClient _http;

    internal Emulator(Station station, Uri url)
    {
        _station = station;
        _http = HttpClients.Create(url, Timeouts.Request.WallTime);
    }

    /// <summary>Connects the car. The charger sees it within a second.</summary>
    public Task ConnectCarAsync() => PostAsync("/api/ev/connect");

    /// <summary>Makes the connected car ask for current. It charges two seconds later.</summary>
    public Task RequestChargeAsync() => PostAsync("/api/ev/request_charge");

    /// <summary>Makes the car draw a current, in A, independent of the charger's offer.</summary>
    public async Task DrawAsync(double amps)
    {
        await PostAsync("/api/ev/direct_current", new { amps });
        await PostAsync("/api/ev/mode", new { direct_mode = true });
    }

    /// <summary><c>GET /api/evse/status</c></summary>
    public async Task<ChargerStatus> GetStatusAsync() => ChargerStatus.Read(await SendAsync(new RestRequest("/api/evse/status")));

    public void Dispose() => _http.Dispose();

    private Task<JsonElement> PostAsync(string path, object? body = null)
    {
        _station.MarkDirty();
        var request = new RestRequest(path, Method.Post);
        return SendAsync(body is null ? request : request.AddJsonBody(body));
    }

    private async Task<JsonElement> SendAsync(RestRequest request) => (await _station.ExecuteAsync(
        _http, request, $"{request.Method.ToString().ToUpperInvariant()} {request.Resource} of the emulator")).ShouldBeJson();
}

/// <summary>The charger as its emulator shows it.</summary>
/// <param name="State">1 not connected, 2 connected, 3 charging, 253 or 254 asleep.</param>
/// <param name="OfferedAmps">The current that the charger offers the car, in A.</param>
/// <param name="DrawnAmps">The current that the car draws, in A.</param>
public sealed record ChargerStatus(int? State, double? OfferedAmps, double? DrawnAmps)
{
    public const int Connected = 2;
    public const int Charging = 3;
    public const int Asleep = 253;
    public const int Disabled = 254;

    internal static ChargerStatus Read(JsonElement document) => new(
        document.Integer("state"), document.Number("current_capacity"), document.Number("actual_current"));
}
