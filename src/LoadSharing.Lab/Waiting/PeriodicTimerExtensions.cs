namespace LoadSharing.Lab.Waiting;

/// <summary>Extends <see cref="PeriodicTimer"/>.</summary>
internal static class PeriodicTimerExtensions
{
    /// <summary>Waits for the next tick.</summary>
    /// <returns>False if cancelled.</returns>
    public static async Task<bool> IsTickAsync(this PeriodicTimer timer, CancellationToken cancellation)
    {
        await ((Task)timer.WaitForNextTickAsync(cancellation).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellation.IsCancellationRequested;
    }
}
