using System.Diagnostics;

namespace LoadSharing.Lab.Waiting;

/// <summary>Polls conditions.</summary>
internal static class Wait
{
    private const double Backoff = 1.2;
    private const int MaximumBackoff = 10;

    /// <summary>Polls a condition at a fixed interval until it holds or the timeout has elapsed.</summary>
    /// <returns>Whether the condition held in time.</returns>
    public static async Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan timeout, TimeSpan interval)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(interval);
        while (!condition())
        {
            if (watch.Elapsed >= timeout)
            {
                return false;
            }

            await timer.WaitForNextTickAsync();
        }

        return true;
    }

    /// <summary>Polls a probe until it succeeds, the timeout has elapsed, or <paramref name="exited"/> has completed.</summary>
    /// <param name="probe">Returns null on success, else the reason of the failure.</param>
    /// <param name="exited">Completes when the probe can no longer succeed, for example because the process has exited. It cancels a running probe. Null if
    /// the probe can always succeed.</param>
    /// <param name="timeout">The longest time to wait.</param>
    /// <param name="interval">The first poll interval. It grows to ten times this value, so that many concurrent waits leave the processor to the
    /// processes.</param>
    /// <param name="cancellation">Cancels the wait with an <see cref="OperationCanceledException"/>.</param>
    public static async Task<WaitResult> UntilAsync(
        Func<CancellationToken, Task<string?>> probe, Task? exited, TimeSpan timeout, TimeSpan interval, CancellationToken cancellation)
    {
        exited ??= new TaskCompletionSource().Task;
        var watch = Stopwatch.StartNew();
        var longest = interval * MaximumBackoff;
        using var timer = new PeriodicTimer(interval);
        var reason = "not probed yet";
        while (true)
        {
            if (exited.IsCompleted)
            {
                return new WaitResult(WaitOutcome.Exited, watch.Elapsed, reason);
            }

            using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var probing = probe(abort.Token);
            if (await Task.WhenAny(probing, exited) == exited && !probing.IsCompleted)
            {
                await abort.CancelAsync();
                await ((Task)probing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            if (await probing is not { } failure)
            {
                return new WaitResult(WaitOutcome.Succeeded, watch.Elapsed, "");
            }

            reason = failure;
            if (watch.Elapsed >= timeout)
            {
                return new WaitResult(WaitOutcome.TimedOut, watch.Elapsed, reason);
            }

            timer.Period = timer.Period * Backoff < longest ? timer.Period * Backoff : longest;
            await timer.WaitForNextTickAsync(cancellation);
        }
    }
}

/// <summary>The result of a wait.</summary>
/// <param name="Outcome">Why the wait is over.</param>
/// <param name="Elapsed">The time waited.</param>
/// <param name="Reason">The last failure of the probe; empty if the probe succeeded.</param>
internal sealed record WaitResult(WaitOutcome Outcome, TimeSpan Elapsed, string Reason);

/// <summary>Why a wait is over.</summary>
internal enum WaitOutcome
{
    /// <summary>The probe succeeded.</summary>
    Succeeded,

    /// <summary>The timeout elapsed.</summary>
    TimedOut,

    /// <summary>The process that was waited for exited.</summary>
    Exited,
}
