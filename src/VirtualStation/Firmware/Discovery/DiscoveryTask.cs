using System.Diagnostics;
using VirtualStation.Firmware.Peers;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Discovery;

/// <summary>Sweeps the network for stations: at boot, then regularly, and at the next wake after it was asked to.</summary>
internal sealed class DiscoveryTask(IStationBrowser browser, IPeerRegistry registry, FirmwareIntervals intervals, LineLog log)
{
    private int _triggered;

    /// <summary>Asks for a sweep at the next wake; returns at once.</summary>
    public void Trigger() => Interlocked.Exchange(ref _triggered, 1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sweep = Task.CompletedTask;
        long? lastStart = null;
        for (var iteration = 1; ; await Task.Delay(intervals.DiscoveryWake, cancellationToken))
        {
            var isDue = lastStart is null || Stopwatch.GetElapsedTime(lastStart.Value) >= intervals.DiscoverySweep;
            if (!sweep.IsCompleted || (Interlocked.Exchange(ref _triggered, 0) == 0 && !isDue))
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
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(intervals.DiscoveryTimeout);
        registry.BeginSweep();
        try
        {
            await foreach (var sighting in browser.BrowseAsync(end.Token))
            {
                if (sighting.IsPresent)
                {
                    registry.Found(sighting.Station);
                }
                else
                {
                    registry.Lost(sighting.Station);
                }

                log.Write($"  {(sighting.IsPresent ? "Found" : "Lost")} peer: {sighting.Station.MdnsName} ({sighting.Station.Ip}:{sighting.Station.Port})");
                var left = intervals.DiscoveryTimeout - Stopwatch.GetElapsedTime(start);
                end.CancelAfter(TimeSpan.FromTicks(Math.Max(0, Math.Min(left.Ticks, (registry.HasSeenAll ? intervals.DiscoveryQuiet : left).Ticks))));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            registry.EndSweep();
            log.Write(FormattableString.Invariant($"LoadSharingDiscoveryTask: Query complete in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms, {registry.Rows.Count(row => row.IsOnline)} peers online"));
        }
        catch (InvalidOperationException failure)
        {
            log.Write($"LoadSharingDiscoveryTask: {failure.Message}");
        }
    }
}
