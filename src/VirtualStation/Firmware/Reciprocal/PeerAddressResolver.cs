using System.Net;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Reciprocal;

/// <summary>
/// Resolves the address of a peer from the peer list, without DNS. Unless remote peers are allowed, it accepts only loopback addresses, so that a test
/// never sends requests to a real charger on the network.
/// </summary>
internal sealed class PeerAddressResolver(IPeerRegistry registry, bool allowRemote)
{
    private const int DefaultPort = 80;

    /// <param name="host">The host in the request.</param>
    /// <param name="error">The reason if the result is null, else empty.</param>
    /// <returns>The base URL of the peer.</returns>
    public Uri? Resolve(string host, out string error)
    {
        var given = HostAndPort.Parse(host);
        var text = given.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback.ToString() : given.Host;
        if (!IPAddress.TryParse(text, out var address))
        {
            var url = registry.Peers.FirstOrDefault(peer => !peer.IsLocal && peer.Url.Length > 0 && HasHost(peer, given.Host))?.Url;
            if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var discovered) || !IPAddress.TryParse(discovered.Host, out address))
            {
                error = "its address is unknown";
                return null;
            }

            given = new HostAndPort(text, given.Port ?? discovered.Port);
        }

        if (!allowRemote && !IPAddress.IsLoopback(address))
        {
            error = $"{address} is not a loopback address, and --allow-remote-peers was not given";
            return null;
        }

        error = "";
        return new UriBuilder(Uri.UriSchemeHttp, address.ToString(), given.Port ?? DefaultPort).Uri;
    }

    private static bool HasHost(PeerEntry peer, string host) => HostAndPort.Parse(peer.Host).Host.Equals(host, StringComparison.OrdinalIgnoreCase);
}
