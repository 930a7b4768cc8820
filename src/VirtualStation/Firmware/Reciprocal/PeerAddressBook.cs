using System.Net;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Reciprocal;

/// <summary>
/// Where a peer is to be reached. Names are found among what discovery told, never by the system's resolver, and an address that is not
/// loopback is refused unless it was allowed: a test's station must not talk to a charger in the office.
/// </summary>
internal sealed class PeerAddressBook(IPeerRegistry registry, bool allowRemote)
{
    private const int DefaultPort = 80;

    /// <param name="host">As the user gave it.</param>
    /// <param name="refusal">Why there is none.</param>
    /// <returns>The base of its URLs.</returns>
    public Uri? Find(string host, out string refusal)
    {
        var given = HostAndPort.Parse(host);
        var text = given.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback.ToString() : given.Host;
        if (!IPAddress.TryParse(text, out var address))
        {
            var url = registry.Rows.FirstOrDefault(row => !row.IsLocal && row.Url.Length > 0 && SameHost(row.Host, given))?.Url;
            if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var discovered) || !IPAddress.TryParse(discovered.Host, out address))
            {
                refusal = "its address is not known";
                return null;
            }

            given = new HostAndPort(text, given.Port ?? discovered.Port);
        }

        if (!allowRemote && !IPAddress.IsLoopback(address))
        {
            refusal = $"{address} is not a loopback address, and --allow-remote-peers was not given";
            return null;
        }

        refusal = "";
        return new UriBuilder(Uri.UriSchemeHttp, address.ToString(), given.Port ?? DefaultPort).Uri;
    }

    private static bool SameHost(string rowHost, HostAndPort given) => HostAndPort.Parse(rowHost).Host.Equals(given.Host, StringComparison.OrdinalIgnoreCase);
}
