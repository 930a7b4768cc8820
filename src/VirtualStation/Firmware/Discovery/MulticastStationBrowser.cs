using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MulticastDns;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Discovery;

/// <summary>
/// Browses by multicast DNS. Each call starts a node with an empty cache: a killed station sends no goodbye, and its cached records would be valid
/// for up to 75 minutes (RFC 6762 §10).
/// </summary>
/// <param name="link">The link.</param>
/// <param name="unreachable">The peers whose responses do not arrive.</param>
/// <param name="time">The station's clock.</param>
/// <param name="log">The station's log.</param>
/// <param name="type">The service type to browse.</param>
internal sealed class MulticastStationBrowser(
    MulticastLink link, UnreachablePeers unreachable, TimeProvider time, LineLog log, string type = MulticastStationBrowser.ServiceType) : IStationBrowser
{
    public const string ServiceType = "_openevse._tcp";

    /// <summary>A browser of another service type, on the same link.</summary>
    public MulticastStationBrowser Of(string otherType) => new(link, unreachable, time, log, otherType);

    public async IAsyncEnumerable<BrowseResult> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var node = new MulticastDnsNode(link, time, log.Write);
        await node.StartAsync(cancellationToken);
        await foreach (var change in node.WatchAsync(type, cancellationToken))
        {
            var station = ToStation(change.Instance);
            if (!unreachable.Contains(station.Ip, station.Port))
            {
                yield return new BrowseResult(station, change.Kind != ServiceEventKind.Removed);
            }
        }
    }

    private static DiscoveredStation ToStation(ServiceInstance instance) => new(
        instance.Instance,
        instance.Addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)?.ToString() ?? "",
        instance.Port,
        instance.Text.GetValueOrDefault("id", ""),
        instance.Text.GetValueOrDefault("ssl") == "1");
}
