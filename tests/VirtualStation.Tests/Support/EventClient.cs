using System.Net.WebSockets;
using VirtualStation.Http;

namespace VirtualStation.Tests.Support;

/// <summary>A client of a station's <c>/ws</c> that keeps all frames.</summary>
internal sealed class EventClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<JsonElement> _frames = [];

    private EventClient()
    {
    }

    public IReadOnlyList<JsonElement> Frames
    {
        get
        {
            lock (_lock)
            {
                return [.. _frames];
            }
        }
    }

    public static async Task<EventClient> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var client = new EventClient();
        await client._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/ws"), cancellationToken);
        _ = client.ReceiveAsync();
        return client;
    }

    public Task SendAsync(string frame, CancellationToken cancellationToken) =>
        _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Waits for a frame that has a property.</summary>
    public async Task<JsonElement> WaitForAsync(string property, CancellationToken cancellationToken)
    {
        JsonElement found = default;
        await Retry.UntilPassesAsync(
            () =>
            {
                var frames = Frames;
                found = frames.FirstOrDefault(frame => frame.TryGetProperty(property, out _));
                Assert.AreEqual(JsonValueKind.Object, found.ValueKind, $"No frame has the property {property}. The frames: {string.Join('\n', frames)}");
            },
            cancellationToken);
        return found;
    }

    public void Dispose()
    {
        _end.Cancel();
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            await foreach (var message in _socket.ReadMessagesAsync(_end.Token))
            {
                lock (_lock)
                {
                    _frames.Add(JsonElement.Parse(message.Span));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }
}
