using System.Diagnostics;

namespace VirtualStation.Tests.Support;

/// <summary>Retries assertions on state that changes in the background.</summary>
internal static class Retry
{
    /// <summary>The timeout of all waits. It has a large margin for busy machines.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Repeats an assertion until it passes. A station that is not reachable counts as a failure of the assertion.</summary>
    /// <exception cref="AssertFailedException">The last failure, if the assertion does not pass within <see cref="Timeout"/>.</exception>
    public static async Task UntilPassesAsync(Func<Task> assertion, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(PollInterval);
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception failure) when (failure is AssertFailedException or HttpRequestException)
            {
                if (Stopwatch.GetElapsedTime(start) > Timeout)
                {
                    throw new AssertFailedException($"Failed for {Timeout.TotalSeconds} s, at last with: {failure.Message}", failure);
                }
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <inheritdoc cref="UntilPassesAsync(Func{Task}, CancellationToken)" />
    public static Task UntilPassesAsync(Action assertion, CancellationToken cancellationToken) => UntilPassesAsync(
        () =>
        {
            assertion();
            return Task.CompletedTask;
        },
        cancellationToken);
}
