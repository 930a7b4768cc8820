using System.Text.Json;
using VirtualStation.Firmware.Settings;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Reciprocal;

/// <summary>Sends reciprocal updates to the HTTP API of the peer.</summary>
internal sealed class HttpReciprocalUpdates(StationIdentity self, PeerAddressResolver addresses, PeerHttpClient http, LineLog log) : IReciprocalUpdates
{
    public void SendJoined(string host) => SendAdd(host, self.MdnsName, reciprocal: false);

    public void SendRemoved(string host) => Post(host, "config", json =>
    {
        json.WriteBoolean(GroupSettings.EnabledName, false);
        json.WriteString(GroupSettings.RoleName, "");
        json.WriteString(GroupSettings.ControllerName, "");
    });

    /// <summary>Asks the peer to add a host, with or without a reciprocal update of its own.</summary>
    public void SendAdd(string peer, string host, bool reciprocal) => Post(peer, "loadsharing/peers", json =>
    {
        json.WriteString("host", host);
        json.WriteBoolean("reciprocal", reciprocal);
    });

    private void Post(string host, string path, Action<Utf8JsonWriter> writeProperties)
    {
        if (addresses.Resolve(host, out var error) is not { } peer)
        {
            log.Write($"[LoadSharing] Reciprocal sync with {host} skipped: {error}");
            return;
        }

        _ = SendAsync(new Uri(peer, path), JsonText.WriteObject(writeProperties));
    }

    private async Task SendAsync(Uri url, ReadOnlyMemory<byte> body)
    {
        // As in the native firmware, the request that caused the update does not wait for it.
        await Task.Yield();
        try
        {
            var status = await http.PostAsync(url, body, CancellationToken.None);
            log.Write($"[LoadSharing] Reciprocal sync POST {url} responded {status}");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            log.Write($"[LoadSharing] Reciprocal sync POST {url} failed: {failure.Message}");
        }
    }
}
