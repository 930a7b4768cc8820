using System.Diagnostics;

namespace LoadSharing.Tests;

/// <summary>Waits for conditions.</summary>
internal static class Eventually
{
    /// <summary>The timeout of every wait: more than a busy machine needs.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <param name="condition">Its name in the failure.</param>
    /// <param name="unmet">Null if the condition holds, else the reason why it does not.</param>
    /// <param name="cancellation">The test's.</param>
    /// <param name="timeout">The longest time to wait; <see cref="Timeout"/> unless given.</param>
    public static async Task HoldsAsync(string condition, Func<Task<string?>> unmet, CancellationToken cancellation, TimeSpan? timeout = null)
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(PollInterval);
        while (await unmet() is { } reason)
        {
            if (Stopwatch.GetElapsedTime(start) > (timeout ?? Timeout))
            {
                Assert.Fail($"Expected within {(timeout ?? Timeout).TotalSeconds} s: {condition}. Last: {reason}");
            }

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    public static Task HoldsAsync(string condition, Func<string?> unmet, CancellationToken cancellation, TimeSpan? timeout = null) =>
        HoldsAsync(condition, () => Task.FromResult(unmet()), cancellation, timeout);

    /// <summary>Waits for a text in a log that may not exist yet.</summary>
    public static Task LogHasAsync(string log, string text, CancellationToken cancellation) => HoldsAsync(
        $"{log} has \"{text}\"",
        async () => await LogTail.ReadAsync(log, cancellation) is var content && content.Contains(text, StringComparison.Ordinal) ? null : content,
        cancellation);
}
