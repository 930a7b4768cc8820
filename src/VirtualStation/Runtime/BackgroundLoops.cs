namespace VirtualStation.Runtime;

/// <summary>Runs the concurrent loops of a station, for example charger polling and discovery.</summary>
internal static class BackgroundLoops
{
    /// <summary>Runs all loops until the token is cancelled. If one fails, the others are cancelled and its exception is thrown.</summary>
    public static async Task RunAsync(CancellationToken cancellationToken, params Func<CancellationToken, Task>?[] loops)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
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
                // Cancellation is the regular end of a loop.
            }
        }
    }
}
