using System.Diagnostics;
using System.Text.Json;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Browsing;

/// <summary>Records the packets on a fleet's mDNS link.</summary>
/// <param name="create">Creates the listener: <c>virtual-station listen</c>. Its log has a line of JSON for each packet.</param>
internal sealed class LinkRecorder(Func<Component> create) : IAsyncDisposable
{
    private const int MaximumPackets = 5000;
    private const int MaximumBytes = 8 << 20;
    private const string ReadyMessage = "Listening on";

    private readonly Stopwatch _sinceStart = new();
    private readonly Lazy<(Component Component, Task Started)> _listener = new(() =>
    {
        var component = create();
        return (component, component.StartAsync(CancellationToken.None));
    });

    /// <summary>The arguments of the listener.</summary>
    /// <param name="link">The link: group and port; null for that of multicast DNS on loopback.</param>
    public static IReadOnlyList<string> Arguments(string? link) => link is null ? ["listen"] : ["listen", "--mdns-link", link];

    /// <summary>Ready when the listener receives packets.</summary>
    public static Readiness Ready(string log, TimeSpan timeout) => Readiness.LogContains(log, ReadyMessage, timeout);

    /// <summary>Whether it records.</summary>
    public bool IsStarted => _listener.IsValueCreated;

    /// <summary>Starts the listener, if it has not started yet. <see cref="ReadAsync"/> reports that it did not start.</summary>
    public void Start()
    {
        _sinceStart.Start();
        _ = _listener.Value;
    }

    /// <summary>The packets since the start, which the first call causes. It returns when the listener receives packets.</summary>
    /// <exception cref="LabException">The listener did not start, or it has exited.</exception>
    public async Task<IReadOnlyList<LinkPacket>> ReadAsync(CancellationToken cancellation)
    {
        Start();
        var (listener, started) = _listener.Value;
        await started.WaitAsync(cancellation);
        if (listener.Exited.IsCompleted)
        {
            throw new LabException(FailureText.Exited(listener.Spec, await listener.Exited, _sinceStart.Elapsed));
        }

        return Parse(await LogTail.ReadEndAsync(listener.Spec.Log, MaximumBytes, cancellation));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _listener.IsValueCreated ? _listener.Value.Component.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>Parses the end of the listener's log.</summary>
    internal static IReadOnlyList<LinkPacket> Parse(string log)
    {
        // The listener may be writing the last line. A text that is only the end of the log begins with a note and a part of a line.
        var lines = log.Split('\n')[..^1];
        return [.. lines.Skip(log.StartsWith('[') ? 2 : 0)
            .Where(line => line.StartsWith('{'))
            .TakeLast(MaximumPackets)
            .Select(line => JsonSerializer.Deserialize<LinkPacket>(line, JsonSerializerOptions.Web)!)];
    }
}
