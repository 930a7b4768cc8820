using MulticastDns;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Discovery;

/// <summary>Publishes the station while it runs, and says goodbye at the end.</summary>
internal sealed class StationPublisher(MulticastLink link, ServiceProfile profile, LineLog log)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var node = new MulticastDnsNode(link, TimeProvider.System, log.Write);
        try
        {
            await node.StartAsync(cancellationToken);
            await using var service = await node.PublishAsync(profile, cancellationToken);
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
