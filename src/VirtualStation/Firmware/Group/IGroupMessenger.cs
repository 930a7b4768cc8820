using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Group;

/// <summary>Sends the settings and allocations of a controller to its members.</summary>
internal interface IGroupMessenger
{
    /// <summary>Sends the settings of the group in one request.</summary>
    /// <returns>Whether the peer answered 200.</returns>
    Task<bool> PushAsync(string host, PushedSettings settings, CancellationToken cancellationToken);

    /// <summary>Sends an allocation on the WebSocket. Returns at once.</summary>
    void Send(PeerConnection peer, StationAllocation allocation);
}

/// <inheritdoc />
internal sealed class GroupMessenger(PeerAddressResolver addresses, PeerHttpClient http, LineLog log) : IGroupMessenger
{
    // The firmware writes nine significant digits.
    private const int Decimals = 8;

    public async Task<bool> PushAsync(string host, PushedSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            if (addresses.Resolve(host, out var error) is not { } peer)
            {
                log.Write($"[LoadSharing] Config push to {host} skipped: {error}");
                return false;
            }

            var status = await http.PostAsync(new Uri(peer, "config"), settings.ToJson(), cancellationToken);
            log.Write($"[LoadSharing] Config push to {host} responded {status}");
            return status == 200;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            log.Write($"[LoadSharing] Config push to {host} failed: {failure.Message}");
            return false;
        }
    }

    public void Send(PeerConnection peer, StationAllocation allocation) => peer.Send(JsonText.WriteObject(json =>
    {
        json.WriteStartObject("loadsharing");
        json.WriteNumber("target_current", Math.Round(allocation.TargetAmps, Decimals));
        json.WriteString("reason", allocation.Reason);
        json.WriteEndObject();
    }));
}
