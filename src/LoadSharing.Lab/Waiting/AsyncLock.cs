using System.Diagnostics.CodeAnalysis;

namespace LoadSharing.Lab.Waiting;

/// <summary>Lets nobody begin before the others are done.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class AsyncLock
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the others, then takes a step.</summary>
    /// <param name="step">The step; others are let in when it has ended, well or badly.</param>
    public async Task RunAsync(Func<Task> step)
    {
        await _turn.WaitAsync();
        try
        {
            await step();
        }
        finally
        {
            _turn.Release();
        }
    }
}
