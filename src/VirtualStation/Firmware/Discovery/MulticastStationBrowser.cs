using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MulticastDns;
using VirtualStation.Firmware.Peers;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Discovery;

/// <summary>
/// Browses by multicast DNS. Each call starts a node with an empty cache: a killed station sends no goodbye, and its cached records would be valid
/// for up to 75 minutes (RFC 6762 §10).
/// </summary>
internal sealed class MulticastStationBrowser(MulticastLink link, LineLog log) : IStationBrowser
{
    public const string ServiceType = "_openevse._tcp";

    public async IAsyncEnumerable<BrowseResult> BrowseAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var node = new MulticastDnsNode(link, TimeProvider.System, log.Write);
        await node.StartAsync(cancellationToken);
        await foreach (var change in node.WatchAsync(ServiceType, cancellationToken))
        {
            yield return new BrowseResult(ToStation(change.Instance), change.Kind != ServiceEventKind.Removed);
        }
    }

    private static DiscoveredStation ToStation(ServiceInstance instance) => new(
        instance.Instance,
        instance.Addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork)?.ToString() ?? "",
        instance.Port,
        instance.Text.GetValueOrDefault("id", ""),
        instance.Text.GetValueOrDefault("ssl") == "1");
}
