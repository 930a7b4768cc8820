using System.Diagnostics;
using System.Globalization;

namespace LoadSharing.MSTest.Fixture;

/// <summary>Waits for a condition: a deadline, a poll interval that grows with the wait, and the last reason why not.</summary>
internal static class Eventually
{
    /// <param name="condition">What is waited for, for the report: "every station lists every other".</param>
    /// <param name="whyNotYet">One look: null when the condition holds, otherwise what is missing. What it throws ends the wait.</param>
    /// <exception cref="AssertFailedException">The condition did not hold within <paramref name="deadline"/>.</exception>
    public static async Task HoldsAsync(string condition, TimeSpan deadline, Func<Task<string?>> whyNotYet, TestBudget budget)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Deadlines.Look);
        for (var looks = 1; ; looks++)
        {
            if (await whyNotYet() is not { } reason)
            {
                return;
            }

            if (clock.Elapsed >= deadline)
            {
                throw new AssertFailedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{condition}: not so {When(deadline)} ({looks} {(looks == 1 ? "look" : "looks")} in {clock.Elapsed.TotalSeconds:0.0} s): {reason}"));
            }

            timer.Period = Deadlines.LookAfter(clock.Elapsed);
            try
            {
                await timer.WaitForNextTickAsync(budget.Token);
            }
            catch (OperationCanceledException)
            {
                throw budget.Over($"{condition}{Environment.NewLine}{reason}");
            }
        }
    }

    private static string When(TimeSpan deadline) =>
        deadline == Deadlines.AtOnce ? "at once" : string.Create(CultureInfo.InvariantCulture, $"within {deadline.TotalSeconds:0.#} s");
}
