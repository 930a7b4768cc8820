using System.Text;
using System.Threading.Channels;
using VirtualStation.Rapi;

namespace VirtualStation.Firmware.Charging;

/// <summary>Asks the charger over one connection, one question at a time.</summary>
internal sealed class RapiClient(Stream stream, TimeSpan timeout, Action<string[]> onNotice) : IAsyncDisposable
{
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <summary>Receives until the connection ends.</summary>
    public async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var lines = new RapiLines();
        var buffer = new byte[256];
        int length;
        while ((length = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            foreach (var line in lines.Add(buffer.AsMemory(0, length)))
            {
                var (text, isValid) = RapiChecksum.Split(line);
                var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (!isValid || words.Length == 0)
                {
                    continue;
                }

                if (words[0] is "$OK" or "$NK")
                {
                    _answers.Writer.TryWrite(text);
                }
                else
                {
                    onNotice(words);
                }
            }
        }
    }

    /// <summary>Asks one question.</summary>
    /// <returns>What follows <c>$OK</c>; null after <c>$NK</c> or silence.</returns>
    public async Task<string[]?> AskAsync(string command, CancellationToken cancellationToken)
    {
        // Answers carry no number: one that came too late must not be taken for the next one.
        while (_answers.Reader.TryRead(out _))
        {
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{RapiChecksum.Append($"${command}")}\r"), cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        try
        {
            var words = (await _answers.Reader.ReadAsync(patience.Token)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words[0] == "$OK" ? words[1..] : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Silence is an answer: who asks decides how much of it means that the charger is gone.
            return null;
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
