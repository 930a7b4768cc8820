using System.Diagnostics;
using VirtualStation.Firmware.Peers;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Discovery;

/// <summary>
/// Updates the peer list by sweeps. A sweep is one mDNS query for all stations and the wait for their responses. Sweeps start at boot, at a fixed
/// interval, and at the next wake-up after <see cref="Trigger"/>.
/// </summary>
internal sealed class DiscoveryTask(IStationBrowser browser, IPeerRegistry registry, FirmwareIntervals intervals, LineLog log)
{
    private int _isTriggered;

    /// <summary>Requests a sweep at the next wake-up. Returns at once.</summary>
    public void Trigger() => Interlocked.Exchange(ref _isTriggered, 1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sweep = Task.CompletedTask;
        long? lastStart = null;
        for (var iteration = 1; ; await Task.Delay(intervals.DiscoveryWake, cancellationToken))
        {
            var isDue = lastStart is null || Stopwatch.GetElapsedTime(lastStart.Value) >= intervals.DiscoverySweep;
            if (!sweep.IsCompleted || (Interlocked.Exchange(ref _isTriggered, 0) == 0 && !isDue))
            {
                continue;
            }

            await sweep;
            log.Write($"LoadSharingDiscoveryTask: Starting discovery iteration {iteration++}");
            lastStart = Stopwatch.GetTimestamp();
            sweep = SweepAsync(cancellationToken);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(intervals.DiscoveryTimeout);
        registry.BeginSweep();
        try
        {
            await foreach (var result in browser.BrowseAsync(timeout.Token))
            {
                if (result.IsPublished)
                {
                    registry.OnFound(result.Station);
                }
                else
                {
                    registry.OnLost(result.Station);
                }

                log.Write($"  {(result.IsPublished ? "Found" : "Lost")} peer: {result.Station.MdnsName} ({result.Station.Ip}:{result.Station.Port})");
                var remaining = intervals.DiscoveryTimeout - Stopwatch.GetElapsedTime(start);
                var wait = registry.HasFoundAllOnline && intervals.DiscoveryQuiet < remaining ? intervals.DiscoveryQuiet : remaining;
                timeout.CancelAfter(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            registry.EndSweep();
            var milliseconds = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            log.Write($"LoadSharingDiscoveryTask: Query complete in {milliseconds} ms, {registry.Peers.Count(peer => peer.IsOnline)} peers online");
        }
        catch (InvalidOperationException failure)
        {
            log.Write($"LoadSharingDiscoveryTask: {failure.Message}");
        }
    }
}
