using System.Diagnostics;

namespace LoadSharing.Lab.Waiting;

/// <summary>Waits for conditions.</summary>
internal static class Wait
{
    private const double Growth = 1.2;
    private const int SlowDown = 10;

    /// <summary>Waits until a condition holds.</summary>
    /// <returns>Whether it held in time.</returns>
    public static async Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan timeout, TimeSpan interval, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(interval);
        while (!condition())
        {
            if (watch.Elapsed >= timeout)
            {
                return false;
            }

            await timer.WaitForNextTickAsync(cancellation);
        }

        return true;
    }

    /// <summary>Waits until a probe has nothing left to object to, and ends at once when <paramref name="ended"/> does.</summary>
    /// <param name="probe">Null when the condition holds, else the reason why not.</param>
    /// <param name="ended">Completes when waiting has become pointless, such as when the process waited for has ended.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="interval">Between the first two probes; it grows to ten times that, so that many long waits don't take the time of what they wait for.</param>
    /// <param name="cancellation">Ends the wait with an exception.</param>
    /// <returns>How the wait ended, and the last objection.</returns>
    public static async Task<WaitResult> UntilAsync(
        Func<CancellationToken, Task<string?>> probe, Task ended, TimeSpan timeout, TimeSpan interval, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var longest = interval * SlowDown;
        using var timer = new PeriodicTimer(interval);
        var reason = "not asked yet";
        while (true)
        {
            if (ended.IsCompleted)
            {
                return new WaitResult(WaitOutcome.Ended, watch.Elapsed, reason);
            }

            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var probing = probe(giveUp.Token);
            if (await Task.WhenAny(probing, ended) == ended && !probing.IsCompleted)
            {
                await giveUp.CancelAsync();
                await ((Task)probing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            var objection = await probing;
            if (objection is null)
            {
                return new WaitResult(WaitOutcome.Held, watch.Elapsed, "");
            }

            reason = objection;
            if (watch.Elapsed >= timeout)
            {
                return new WaitResult(WaitOutcome.TimedOut, watch.Elapsed, reason);
            }

            timer.Period = timer.Period * Growth < longest ? timer.Period * Growth : longest;

            await timer.WaitForNextTickAsync(cancellation);
        }
    }
}
