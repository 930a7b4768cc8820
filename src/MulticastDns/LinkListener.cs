using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MulticastDns.Codec;
using MulticastDns.Net;

namespace MulticastDns;

/// <summary>Receives the packets of a link and sends none, so that it does not change what others on the link do.</summary>
public sealed class LinkListener : IDisposable
{
    private readonly MulticastSocket _socket;

    private LinkListener(MulticastSocket socket) => _socket = socket;

    /// <summary>Joins a link. From now on its packets are received.</summary>
    /// <exception cref="InvalidOperationException">The interface does not exist, or the link cannot be joined.</exception>
    public static LinkListener Open(MulticastLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new LinkListener(MulticastSocket.Open(link));
    }

    /// <summary>Yields each packet that is a valid DNS message, until cancelled.</summary>
    public async IAsyncEnumerable<LinkPacket> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            if (await ReceiveAsync(ct).ConfigureAwait(false) is { } packet)
            {
                yield return packet;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private async Task<LinkPacket?> ReceiveAsync(CancellationToken ct)
    {
        try
        {
            var (bytes, source) = await _socket.ReceiveAsync(ct).ConfigureAwait(false);
            return DnsMessageReader.TryRead(bytes.Span, out var message, out _) ? ToPacket(message, source, bytes) : null;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.MessageSize or SocketError.ConnectionReset)
        {
            // Windows reports a packet larger than the buffer, and a packet sent to a closed port, as errors of receiving.
            return null;
        }
    }

    private static LinkPacket ToPacket(DnsMessage message, IPEndPoint source, ReadOnlyMemory<byte> data) => new(
        DateTimeOffset.UtcNow,
        source,
        message.IsResponse,
        [.. message.Questions.Select(question => new LinkQuestion(question.Name.ToString(), TypeName(question.Type)))],
        [.. message.Answers.Concat(message.Authorities).Concat(message.Additionals).Select(ToRecord)],
        data.ToArray());

    private static LinkRecord ToRecord(DnsRecord record)
    {
        var text = new LinkRecord(record.Name.ToString(), TypeName(record.Type), record.Ttl);
        return record.Data switch
        {
            AddressData address => text with { Address = address.Address },
            PtrData pointer => text with { Target = pointer.Target.ToString() },
            SrvData service => text with { Target = service.Target.ToString(), Port = service.Port },
            TxtData entries => text with { Text = entries.Decode() },
            _ => text,
        };
    }

    // For example PTR; a type without a name is its number.
    private static string TypeName(DnsType type) => $"{type}".ToUpperInvariant();
}
