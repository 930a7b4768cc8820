using System.Collections.Concurrent;

namespace LoadSharing.Tests;

/// <summary>A test that starts real processes. Disposes its resources after the test in reverse order, also if the test has failed.</summary>
public abstract class ProcessTest
{
    // A test may lease several fleets at once.
    private readonly ConcurrentStack<IAsyncDisposable> _kept = new();

    public required TestContext TestContext { get; init; }

    protected CancellationToken Token => TestContext.CancellationToken;

    [TestCleanup]
    public async Task DisposeKeptAsync()
    {
        var errors = new List<Exception>();
        while (_kept.TryPop(out var resource))
        {
            try
            {
                await resource.DisposeAsync();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The others have to be disposed all the same.
                errors.Add(error);
            }
        }

        if (errors.Count > 0)
        {
            throw new AggregateException(errors);
        }
    }

    /// <summary>Ends the test as inconclusive if a program is not on PATH.</summary>
    internal static void RequireProgram(string name)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(':').Any(directory => File.Exists(Path.Combine(directory, name))))
        {
            Assert.Inconclusive($"{name} is not installed.");
        }
    }

    internal T Keep<T>(T resource)
        where T : IAsyncDisposable
    {
        _kept.Push(resource);
        return resource;
    }
}
