using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace VirtualStation.Http;

/// <summary>Reads whole text messages from a WebSocket.</summary>
internal static class WebSocketMessages
{
    private const int BufferBytes = 4096;

    /// <summary>Returns each text message until the other side closes the connection, in order or not.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadMessagesAsync(
        this WebSocket socket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        using var message = new MemoryStream();
        while (await ReceiveAsync(socket, buffer, cancellationToken) is { MessageType: not WebSocketMessageType.Close } part)
        {
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage)
            {
                continue;
            }

            if (part.MessageType == WebSocketMessageType.Text)
            {
                yield return message.ToArray();
            }

            message.SetLength(0);
        }
    }

    private static async Task<WebSocketReceiveResult?> ReceiveAsync(WebSocket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, cancellationToken);
        }
        catch (WebSocketException)
        {
            // The connection was lost without a closing handshake, as when a station is killed.
            return null;
        }
    }
}
