using System.Net.Sockets;
using System.Threading.Channels;

namespace MulticastDns.Tests.Wire;

/// <summary>A socket on a link, independent of the library's socket, that sends and receives DNS messages.</summary>
internal sealed class LinkSocket : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Channel<DnsMessage> _messages = Channel.CreateUnbounded<DnsMessage>();
    private readonly CancellationTokenSource _stop = new();
    private readonly MulticastLink _link;
    private readonly Task _receiving;

    /// <param name="link">The link.</param>
    /// <param name="local">The address and port to bind, to receive unicast packets only. By default the socket joins the group.</param>
    public LinkSocket(MulticastLink link, IPEndPoint? local = null)
    {
        _link = link;
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _socket.Bind(local ?? new IPEndPoint(IPAddress.Any, link.Port));
        _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, link.Interface.GetAddressBytes());
        if (local is null)
        {
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(link.Group, link.Interface));
        }

        _receiving = ReceiveAsync();
    }

    public void Send(DnsMessage message) => Send(Messages.Encode(message));

    public void Send(byte[] packet) => _socket.SendTo(packet, new IPEndPoint(_link.Group, _link.Port));

    /// <summary>Waits for a message; skips others.</summary>
    /// <exception cref="AssertFailedException">No such message was received within the timeout.</exception>
    public async Task<DnsMessage> WaitAsync(string description, Func<DnsMessage, bool> matches, CancellationToken ct)
    {
        var skipped = new List<string>();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        try
        {
            while (true)
            {
                var message = await _messages.Reader.ReadAsync(timeout.Token);
                if (matches(message))
                {
                    return message;
                }

                skipped.Add(Describe(message));
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new AssertFailedException(
                $"Expected to receive {description} within {Timeout.TotalSeconds} s. Messages received: {string.Join("; ", skipped)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _stop.Dispose();
    }

    private static string Describe(DnsMessage message)
    {
        var questions = message.Questions.Select(question => $"{question.Name} {question.Type}?");
        var answers = message.Answers.Select(record => $"{record.Name} {record.Type}");
        return $"{message.Flags}: {string.Join(", ", questions.Concat(answers))}";
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[65536];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (DnsMessageReader.TryRead(buffer.AsSpan(0, received.ReceivedBytes), out var message, out _))
                {
                    _messages.Writer.TryWrite(message);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
