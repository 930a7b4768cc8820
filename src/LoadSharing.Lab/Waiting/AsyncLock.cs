using System.Diagnostics.CodeAnalysis;

namespace LoadSharing.Lab.Waiting;

/// <summary>A mutual exclusion lock for asynchronous code.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never used holds no resource.")]
internal sealed class AsyncLock
{
    private readonly SemaphoreSlim _semaphore = new(1, 1);

    /// <summary>Runs a function while holding the lock.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> function, CancellationToken cancellation = default)
    {
        await _semaphore.WaitAsync(cancellation);
        try
        {
            return await function();
        }
        finally
        {
            _semaphore.Release();
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<Task> function) => RunAsync(async () =>
    {
        await function();
        return true;
    });
}
