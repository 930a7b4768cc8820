using System.Diagnostics;

namespace VirtualStation.Tests.Support;

/// <summary>Waiting is for a condition, with an end and with the reason it did not hold last.</summary>
internal static class Wait
{
    /// <summary>Long enough for a machine that does much else; a condition that holds ends the wait at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <param name="condition">For the message.</param>
    /// <param name="unmet">Null once it holds, and until then why it does not.</param>
    /// <param name="cancellationToken">The test's.</param>
    public static async Task UntilAsync(string condition, Func<Task<string?>> unmet, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(PollInterval);
        while (true)
        {
            var reason = await unmet();
            if (reason is null)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                Assert.Fail($"Waited {Patience.TotalSeconds} s for: {condition}. Last reason: {reason}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    public static Task UntilAsync(string condition, Func<string?> unmet, CancellationToken cancellationToken) =>
        UntilAsync(condition, () => Task.FromResult(unmet()), cancellationToken);
}
