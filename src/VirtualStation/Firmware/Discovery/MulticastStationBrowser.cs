using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MulticastDns;
using VirtualStation.Firmware.Peers;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Discovery;

/// <summary>
/// Browses by multicast DNS. Each sweep has a node of its own, and so an empty cache: a station that was killed says no goodbye, and
/// the records it left would keep it listed for up to 75 minutes (RFC 6762 §10).
/// </summary>
internal sealed class MulticastStationBrowser(MulticastLink link, LineLog log) : IStationBrowser
{
    public const string ServiceType = "_openevse._tcp";

    public async IAsyncEnumerable<StationSighting> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var node = new MulticastDnsNode(link, TimeProvider.System, log.Write);
        await node.StartAsync(cancellationToken);
        await foreach (var change in node.WatchAsync(ServiceType, cancellationToken))
        {
            yield return new StationSighting(Read(change.Instance), change.Kind != ServiceEventKind.Removed);
        }
    }

    private static DiscoveredStation Read(ServiceInstance instance) => new(
        instance.Instance,
        instance.Addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)?.ToString() ?? "",
        instance.Port,
        instance.Text.GetValueOrDefault("id", ""),
        instance.Text.GetValueOrDefault("ssl") == "1");
}
