namespace VirtualStation.Tests.Support;

/// <summary>A run of <c>virtual-station</c>, which is killed at the end of the test.</summary>
internal abstract class StationRun : IAsyncDisposable
{
    public abstract bool HasExited { get; }

    /// <summary>Everything that it has printed, errors included.</summary>
    public abstract string Output { get; }

    /// <summary>Stops it in order, as SIGTERM does.</summary>
    public abstract void Terminate();

    /// <summary>Stops it at once, as SIGKILL does.</summary>
    public abstract void Kill();

    /// <summary>Stops it and waits until it has exited.</summary>
    public async Task StopAsync(bool isGraceful, CancellationToken cancellationToken)
    {
        if (isGraceful)
        {
            Terminate();
        }
        else
        {
            Kill();
        }

        var exitCode = await WaitForExitAsync(cancellationToken);
        Assert.AreEqual(isGraceful, exitCode == 0, $"It exited with code {exitCode}. Its output:\n{Output}");
    }

    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Retry.Timeout);
        try
        {
            return await ExitCodeAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AssertFailedException($"virtual-station is still running after {Retry.Timeout.TotalSeconds} s. Its output:\n{Output}");
        }
    }

    /// <summary>Waits until the output contains a text.</summary>
    public Task WaitForOutputAsync(string text, CancellationToken cancellationToken) =>
        Retry.UntilPassesAsync(() => Assert.Contains(text, Output), cancellationToken);

    public abstract ValueTask DisposeAsync();

    protected abstract Task<int> ExitCodeAsync(CancellationToken cancellationToken);
}
