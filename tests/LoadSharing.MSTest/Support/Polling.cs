using System.Diagnostics;

namespace LoadSharing.MSTest.Support;

/// <summary>Repeats an assertion until it passes, or while it passes.</summary>
internal static class Polling
{
    /// <summary>Repeats an assertion until the time is over. Its first failure ends the wait.</summary>
    public static async Task WhilePassesAsync(Func<Task> assertion, FirmwareTimeout duration, CancellationToken cancellation)
    {
        var time = FirmwareTime.Current;
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(Timeouts.LongPollInterval);
        while (true)
        {
            // Before the assertion: the last one begins when the time is over, however long the first one took.
            var isLast = duration.IsOver(time, start);
            await assertion();
            if (isLast)
            {
                return;
            }

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    /// <param name="assertion">Throws <see cref="AssertFailedException"/> while the condition does not hold. Other exceptions end the wait.</param>
    /// <exception cref="AssertFailedException">The last failure of the assertion, with the number of reads and the time of the last change.</exception>
    public static async Task UntilPassesAsync(Func<Task> assertion, FirmwareTimeout timeout, CancellationToken cancellation)
    {
        var (time, clock) = (FirmwareTime.Current, Stopwatch.StartNew());
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(Timeouts.PollInterval);
        var (failure, reads, changes, changed) = ("", 0, 0, TimeSpan.Zero);
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (AssertFailedException exception) when (exception is not NoAnswerException)
            {
                reads++;
                if (exception.Message != failure)
                {
                    (failure, changed, changes) = (exception.Message, clock.Elapsed, changes + 1);
                }

                if (timeout.IsOver(time, start))
                {
                    throw new AssertFailedException(Explain(), exception);
                }
            }

            timer.Period = TimeSpan.FromTicks(Math.Clamp(clock.Elapsed.Ticks / 10, Timeouts.PollInterval.Ticks, Timeouts.LongestPollInterval.Ticks));
            await timer.WaitForNextTickAsync(cancellation);
        }

        string OfFirmware() => time.GetElapsedTime(start) is var elapsed && elapsed > 2 * clock.Elapsed
            ? $", {elapsed.TotalSeconds:0} s of the firmware's time"
            : "";

        string Explain()
        {
            var lines = failure.Split('\n', 2);
            var history = changes <= 1 ? "never changed" : $"last changed after {changed.TotalSeconds:0.0} s";
            var counts = $"{reads} {(reads == 1 ? "read" : "reads")} in {clock.Elapsed.TotalSeconds:0.0} s{OfFirmware()}, {history}";
            return string.Join('\n', [$"{lines[0].TrimEnd()} ({counts})", .. lines[1..]]);
        }
    }
}
