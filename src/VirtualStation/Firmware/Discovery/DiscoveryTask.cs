using VirtualStation.Firmware.Peers;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Discovery;

/// <summary>
/// Updates the peer list by sweeps. A sweep is one mDNS query for all stations and the wait for their responses. Sweeps start at boot, at a fixed
/// interval, and at the next wake-up after <see cref="Trigger"/>.
/// </summary>
/// <param name="browser">Sends the queries.</param>
/// <param name="registry">The peer list.</param>
/// <param name="isPeriodic">Whether sweeps start by themselves.</param>
/// <param name="missesAtBoot">Whether a requested sweep within <see cref="BootWakes"/> of the boot finds no station.</param>
/// <param name="time">The simulated time.</param>
/// <param name="log">The station's log.</param>
internal sealed class DiscoveryTask(
    IStationBrowser browser, IPeerRegistry registry, Func<bool> isPeriodic, bool missesAtBoot, TimeProvider time, LineLog log)
{
    // The wake-ups at 0 s and 2 s. The native firmware's mDNS may not be ready so early; here it never is, so that a client's repetition is tested.
    private const int BootWakes = 2;

    private int _isTriggered;

    /// <summary>Requests a sweep at the next wake-up. Returns at once.</summary>
    public void Trigger() => Interlocked.Exchange(ref _isTriggered, 1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sweep = Task.CompletedTask;
        long? lastPeriodic = null;
        var iteration = 1;
        for (var wake = 0; ; wake++, await Task.Delay(FirmwareIntervals.DiscoveryWake, time, cancellationToken))
        {
            var isDue = isPeriodic() && (lastPeriodic is null || time.GetElapsedTime(lastPeriodic.Value) >= FirmwareIntervals.DiscoverySweep);
            if (!sweep.IsCompleted || (Interlocked.Exchange(ref _isTriggered, 0) == 0 && !isDue))
            {
                continue;
            }

            await sweep;
            log.Write($"LoadSharingDiscoveryTask: Starting discovery iteration {iteration++}");
            lastPeriodic = isDue ? time.GetTimestamp() : lastPeriodic;
            sweep = SweepAsync(missesAtBoot && !isDue && wake < BootWakes, cancellationToken);
        }
    }

    private async Task SweepAsync(bool findsNone, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(FirmwareIntervals.DiscoveryTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        registry.BeginSweep();
        try
        {
            await foreach (var result in browser.BrowseAsync(end.Token))
            {
                if (!findsNone)
                {
                    Apply(result);
                }

                var remaining = FirmwareIntervals.DiscoveryTimeout - time.GetElapsedTime(start);
                var isComplete = findsNone || registry.HasFoundAllOnline;
                var wait = isComplete && FirmwareIntervals.DiscoveryQuiet < remaining ? FirmwareIntervals.DiscoveryQuiet : remaining;
                timeout.CancelAfter(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            registry.EndSweep();
            var milliseconds = (long)time.GetElapsedTime(start).TotalMilliseconds;
            log.Write($"LoadSharingDiscoveryTask: Query complete in {milliseconds} ms, {registry.Peers.Count(peer => peer.IsOnline)} peers online");
        }
        catch (InvalidOperationException failure)
        {
            log.Write($"LoadSharingDiscoveryTask: {failure.Message}");
        }
    }

    private void Apply(BrowseResult result)
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
    }
}
