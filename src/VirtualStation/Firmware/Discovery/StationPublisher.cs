using MulticastDns;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Discovery;

/// <summary>Publishes the station while it runs, and says goodbye at an end in order.</summary>
internal sealed class StationPublisher(MulticastLink link, ServiceProfile profile, LineLog log, Power power)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var node = new MulticastDnsNode(link, TimeProvider.System, log.Write);
        try
        {
            await PublishAsync(node, cancellationToken);
        }
        finally
        {
            if (power.IsCut)
            {
                await node.AbandonAsync();
            }
        }
    }

    private async Task PublishAsync(MulticastDnsNode node, CancellationToken cancellationToken)
    {
        try
        {
            await node.StartAsync(cancellationToken);
            var service = await node.PublishAsync(profile, cancellationToken);
            log.Write($"mDNS: published {profile.Instance}.{profile.Type}.local on {link}, port {profile.Port}");
            log.Write($"mDNS: {(await service.NameLost.WaitAsync(cancellationToken)).Message}");
        }
        catch (ServiceNameConflictException conflict)
        {
            log.Write($"mDNS: {conflict.Message}");
        }
        catch (InvalidOperationException failure)
        {
            log.Write($"mDNS: {link}: {failure.Message}");
        }

        // Unpublished for the rest of its life: only the first of two stations with one name is on the air.
        log.Write("mDNS: this station is not published");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
