namespace VirtualStation.Hosting;

/// <summary>The loops that make up a station.</summary>
internal static class BackgroundWork
{
    /// <summary>Runs all until the token stops them. If one fails, the others are stopped and its exception is thrown.</summary>
    public static async Task UntilStoppedAsync(CancellationToken stopping, params Func<CancellationToken, Task>?[] loops)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var running = loops.OfType<Func<CancellationToken, Task>>().Select(loop => loop(stop.Token)).ToArray();
        await Task.WhenAny(running);
        await stop.CancelAsync();
        foreach (var loop in running)
        {
            try
            {
                await loop;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // That is how a loop ends when it is asked to.
            }
        }
    }
}
