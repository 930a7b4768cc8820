using MulticastDns;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Discovery;

/// <summary>Publishes the station by multicast DNS while it runs. Sends a goodbye when the station stops, and none when it is killed.</summary>
/// <param name="link">The multicast link.</param>
/// <param name="profile">The service to publish.</param>
/// <param name="onConflict">Returns the service to publish after a name conflict, or null for none, as in the native firmware.</param>
/// <param name="time">The station's clock.</param>
/// <param name="log">The station's log.</param>
/// <param name="lifecycle">Tells a stop from a kill.</param>
internal sealed class StationPublisher(
    MulticastLink link, ServiceProfile profile, Func<ServiceProfile, ServiceProfile?> onConflict, TimeProvider time, LineLog log,
    StationLifecycle lifecycle)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var node = new MulticastDnsNode(link, time, log.Write);
        try
        {
            await PublishAsync(node, cancellationToken);
        }
        finally
        {
            if (lifecycle.IsKilled)
            {
                await node.DisposeWithoutGoodbyeAsync();
            }
        }
    }

    private async Task PublishAsync(MulticastDnsNode node, CancellationToken cancellationToken)
    {
        try
        {
            await node.StartAsync(cancellationToken);
            for (var current = profile; current is not null; current = onConflict(current))
            {
                log.Write($"mDNS: {(await PublishUntilConflictAsync(node, current, cancellationToken)).Message}");
            }
        }
        catch (InvalidOperationException failure)
        {
            log.Write($"mDNS: {link}: {failure.Message}");
        }

        // The native firmware does not retry, so of two stations with one name only the first is ever published.
        log.Write("mDNS: this station is not published");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private async Task<ServiceNameConflictException> PublishUntilConflictAsync(
        MulticastDnsNode node, ServiceProfile current, CancellationToken cancellationToken)
    {
        try
        {
            // The token only ends the wait: it would withdraw the service with a goodbye, which a killed station does not send.
            var service = await node.PublishAsync(current, CancellationToken.None).WaitAsync(cancellationToken);
            log.Write($"mDNS: published {current.Instance}.{current.Type}.local on {link}, port {current.Port}");
            return await service.NameLost.WaitAsync(cancellationToken);
        }
        catch (ServiceNameConflictException conflict)
        {
            return conflict;
        }
    }
}
