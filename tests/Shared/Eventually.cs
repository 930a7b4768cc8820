using System.Diagnostics;

namespace LoadSharing.Tests;

/// <summary>Waiting is for a condition, with an end and with the reason it did not hold last.</summary>
internal static class Eventually
{
    /// <summary>Long enough for a machine that does much else; a condition that holds ends the wait at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <param name="condition">For the message.</param>
    /// <param name="unmet">Null once it holds, and until then why it does not.</param>
    /// <param name="cancellation">The test's.</param>
    public static async Task HoldsAsync(string condition, Func<Task<string?>> unmet, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(PollInterval);
        while (await unmet() is { } reason)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                Assert.Fail($"Waited {Patience.TotalSeconds} s for: {condition}. Last reason: {reason}");
            }

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    public static Task HoldsAsync(string condition, Func<string?> unmet, CancellationToken cancellation) =>
        HoldsAsync(condition, () => Task.FromResult(unmet()), cancellation);
}
