using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LoadSharing.Lab.Components;

/// <summary>
/// Kills components whose logs grow over a limit. Components write their logs themselves, so the sizes are polled. The system's limit of file sizes
/// (RLIMIT_FSIZE) is no alternative: programs may ignore its signal, it applies to every other file too, and the .NET runtime does not start under it.
/// </summary>
internal sealed class LogLimit : IAsyncDisposable
{
    private const long Megabyte = 1 << 20;

    // A program can write some hundred megabytes in this time; the log is cut to the limit afterwards.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<Component, bool> _watched = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly long _maximum;
    private readonly ILogger _logger;
    private readonly Task _polling;

    /// <param name="maximum">The longest log in bytes.</param>
    /// <param name="logger">Receives the errors of components that cannot be killed.</param>
    public LogLimit(long maximum, ILogger logger)
    {
        (_maximum, _logger) = (maximum, logger);
        _polling = PollAsync();
    }

    private string Reason => $"sent because its log exceeded {_maximum / Megabyte} MB (--log-limit)";

    /// <summary>Watches the log of a component until it has exited or is disposed.</summary>
    /// <returns>The component.</returns>
    public T Watch<T>(T component)
        where T : Component
    {
        _watched[component] = true;
        return component;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _disposed.Dispose();
    }

    private async Task PollAsync()
    {
        using var timer = new PeriodicTimer(PollInterval);
        while (await timer.WaitForNextTickAsync(_disposed.Token))
        {
            foreach (var component in _watched.Keys)
            {
                if (component.IsGone)
                {
                    _watched.TryRemove(component, out _);
                }
                else if (new FileInfo(component.Spec.Log) is { Exists: true } log && log.Length > _maximum && _watched.TryRemove(component, out _))
                {
                    _ = KillAsync(component);
                }
            }
        }
    }

    private async Task KillAsync(Component component)
    {
        try
        {
            await component.KillAsync(Reason);
            await using var log = new FileStream(component.Spec.Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            log.SetLength(Math.Min(log.Length, _maximum));
        }
        catch (Exception error) when (error is LabException or IOException or UnauthorizedAccessException)
        {
            var (owner, kind) = (component.Spec.Owner, component.Spec.Kind.Name());
            _logger.LogError("{Station}: the log of the {Component} exceeded the limit, and killing it failed: {Error}", owner, kind, error.Message);
        }
    }
}
