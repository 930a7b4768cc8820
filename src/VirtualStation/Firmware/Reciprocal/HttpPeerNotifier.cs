using System.Net.Http.Headers;
using System.Text.Json;
using VirtualStation.Firmware.Settings;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Reciprocal;

/// <summary>Tells peers over their own HTTP API.</summary>
internal sealed class HttpPeerNotifier(StationIdentity self, PeerAddressBook addresses, FirmwareIntervals intervals, LineLog log) : IPeerNotifier, IDisposable
{
    private readonly Lazy<HttpClient> _http = new(() => new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = intervals.PeerRequest });

    public void Joined(string host) => AskToJoin(host, self.MdnsName, reciprocal: false);

    public void Removed(string host) => Post(host, "config", json =>
    {
        json.WriteBoolean($"{GroupSettings.Prefix}enabled", false);
        json.WriteString(GroupSettings.RoleName, "");
        json.WriteString(GroupSettings.ControllerName, "");
    });

    /// <summary>Asks the peer to join a host, and perhaps to answer in kind.</summary>
    public void AskToJoin(string peer, string host, bool reciprocal) => Post(peer, "loadsharing/peers", json =>
    {
        json.WriteString("host", host);
        json.WriteBoolean("reciprocal", reciprocal);
    });

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private void Post(string host, string path, Action<Utf8JsonWriter> writeFields)
    {
        if (addresses.Find(host, out var refusal) is not { } peer)
        {
            log.Write($"[LoadSharing] {host} is not told: {refusal}");
            return;
        }

        var body = JsonText.Write(json =>
        {
            json.WriteStartObject();
            writeFields(json);
            json.WriteEndObject();
        });

        // Nobody waits for it, as on the real station; it logs its own outcome.
        _ = Task.Run(() => SendAsync(new Uri(peer, path), body));
    }

    private async Task SendAsync(Uri url, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var content = new ReadOnlyMemoryContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await _http.Value.PostAsync(url, content);
            log.Write($"[LoadSharing] Reciprocal sync POST {url} responded {(int)response.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            log.Write($"[LoadSharing] Reciprocal sync POST {url} failed: {failure.Message}");
        }
    }
}
