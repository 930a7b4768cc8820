using System.Net.WebSockets;
using System.Threading.Channels;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Events;

/// <summary>Handles a text message of a client of <c>/ws</c>.</summary>
/// <returns>The answer to that client; null for none.</returns>
internal delegate ReadOnlyMemory<byte>? EventMessageHandler(ReadOnlyMemory<byte> message);

/// <summary>The clients of <c>/ws</c>. Thread-safe.</summary>
/// <param name="onMessage">Handles the clients' messages.</param>
/// <param name="changeFrame">Changes each frame that is sent.</param>
internal sealed class EventClients(EventMessageHandler onMessage, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> changeFrame)
{
    // A client that stops reading must not fill the memory of the process that it shares with other stations.
    private const int MaximumQueue = 256;

    private readonly Lock _lock = new();
    private readonly List<Channel<ReadOnlyMemory<byte>>> _queues = [];

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _queues.Count == 0;
            }
        }
    }

    /// <summary>Sends a frame to all clients. Returns at once.</summary>
    public void Broadcast(ReadOnlyMemory<byte> frame)
    {
        lock (_lock)
        {
            foreach (var queue in _queues)
            {
                queue.Writer.TryWrite(frame);
            }
        }
    }

    /// <summary>Serves one client until it closes the connection.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="onConnected">Called with a function that sends a frame to this client, once it receives broadcasts.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    public async Task ServeAsync(WebSocket socket, Action<Action<ReadOnlyMemory<byte>>> onConnected, CancellationToken cancellationToken)
    {
        var queue = Channel.CreateBounded<ReadOnlyMemory<byte>>(
            new BoundedChannelOptions(MaximumQueue) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            _queues.Add(queue);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(socket, queue.Reader, end.Token);
        try
        {
            onConnected(frame => queue.Writer.TryWrite(frame));
            await foreach (var message in socket.ReadMessagesAsync(end.Token))
            {
                if (onMessage(message) is { } answer)
                {
                    queue.Writer.TryWrite(answer);
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                _queues.Remove(queue);
            }

            await end.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task SendAsync(WebSocket socket, ChannelReader<ReadOnlyMemory<byte>> frames, CancellationToken cancellationToken)
    {
        await foreach (var frame in frames.ReadAllAsync(cancellationToken))
        {
            await socket.SendAsync(changeFrame(frame), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
    }
}
