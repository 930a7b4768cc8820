using MulticastDns;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Discovery;

/// <summary>Publishes the station while it runs, and says goodbye at an end in order.</summary>
/// <param name="link">Where.</param>
/// <param name="profile">What.</param>
/// <param name="onConflict">What instead, where somebody else holds a name of the profile; null: nothing, as the real firmware does.</param>
/// <param name="log">Told of what became of it.</param>
/// <param name="power">What the station runs on.</param>
internal sealed class StationPublisher(MulticastLink link, ServiceProfile profile, Func<ServiceProfile, ServiceProfile?> onConflict, LineLog log, Power power)
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
                await node.DisposeWithoutGoodbyeAsync();
            }
        }
    }

    private async Task PublishAsync(MulticastDnsNode node, CancellationToken cancellationToken)
    {
        try
        {
            await node.StartAsync(cancellationToken);
            for (var wanted = profile; wanted is not null; wanted = onConflict(wanted))
            {
                log.Write($"mDNS: {(await HoldAsync(node, wanted, cancellationToken)).Message}");
            }
        }
        catch (InvalidOperationException failure)
        {
            log.Write($"mDNS: {link}: {failure.Message}");
        }

        // Unpublished for the rest of its life: only the first of two stations with one name is on the air.
        log.Write("mDNS: this station is not published");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    // Until the name belongs to somebody else.
    private async Task<ServiceNameConflictException> HoldAsync(MulticastDnsNode node, ServiceProfile wanted, CancellationToken cancellationToken)
    {
        try
        {
            var service = await node.PublishAsync(wanted, cancellationToken);
            log.Write($"mDNS: published {wanted.Instance}.{wanted.Type}.local on {link}, port {wanted.Port}");
            return await service.NameLost.WaitAsync(cancellationToken);
        }
        catch (ServiceNameConflictException conflict)
        {
            return conflict;
        }
    }
}
