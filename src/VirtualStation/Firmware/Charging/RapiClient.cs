using System.Text;
using System.Threading.Channels;
using VirtualStation.Rapi;

namespace VirtualStation.Firmware.Charging;

/// <summary>Sends RAPI commands over one connection, one at a time.</summary>
/// <param name="stream">The connection. The client owns it.</param>
/// <param name="timeout">How long to wait for a response.</param>
/// <param name="onNotification">Receives the words of each unsolicited line.</param>
internal sealed class RapiClient(Stream stream, TimeSpan timeout, Action<string[]> onNotification) : IAsyncDisposable
{
    private readonly Channel<string> _responses = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <summary>Receives lines until the charger closes the connection.</summary>
    public async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var lines = new RapiLineReader();
        var buffer = new byte[256];
        int length;
        while ((length = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            foreach (var line in lines.Read(buffer.AsMemory(0, length)))
            {
                var (text, isValid) = RapiChecksum.Split(line);
                var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (!isValid || words.Length == 0)
                {
                    continue;
                }

                if (words[0] is "$OK" or "$NK")
                {
                    _responses.Writer.TryWrite(text);
                }
                else
                {
                    onNotification(words);
                }
            }
        }
    }

    /// <summary>Sends a command and waits for its response.</summary>
    /// <returns>The words after <c>$OK</c>; null after <c>$NK</c> or a timeout.</returns>
    public async Task<string[]?> SendAsync(string command, CancellationToken cancellationToken)
    {
        // Responses carry no sequence number, so late responses to earlier commands must be discarded.
        while (_responses.Reader.TryRead(out _))
        {
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{RapiChecksum.Append($"${command}")}\r"), cancellationToken);
        using var timeoutSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeoutSource.CancelAfter(timeout);
        try
        {
            var words = (await _responses.Reader.ReadAsync(timeoutSource.Token)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words[0] == "$OK" ? words[1..] : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The caller decides after how many timeouts the charger counts as disconnected.
            return null;
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
