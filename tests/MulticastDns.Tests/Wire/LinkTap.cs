using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using MulticastDns.Codec;

namespace MulticastDns.Tests.Wire;

/// <summary>A socket on a link that sees what all see and sends what a test likes. It shares no code with the library's socket.</summary>
internal sealed class LinkTap : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Channel<DnsMessage> _messages = Channel.CreateUnbounded<DnsMessage>();
    private readonly CancellationTokenSource _stop = new();
    private readonly MulticastLink _link;
    private readonly Task _receiving;

    /// <param name="link">The link.</param>
    /// <param name="local">What to bind to: by default all addresses and the link's port, as nodes do.</param>
    public LinkTap(MulticastLink link, IPEndPoint? local = null)
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

    public void Send(DnsMessage message)
    {
        var buffer = new byte[9000];
        Send(buffer[..DnsMessageWriter.Write(message, buffer)]);
    }

    public void Send(byte[] packet) => _socket.SendTo(packet, new IPEndPoint(_link.Group, _link.Port));

    /// <summary>The next message that is looked for; what comes before it is passed over, and named if it never comes.</summary>
    public async Task<DnsMessage> NextAsync(string what, Func<DnsMessage, bool> isIt, CancellationToken ct)
    {
        var seen = new List<string>();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var message = await _messages.Reader.ReadAsync(deadline.Token);
                if (isIt(message))
                {
                    return message;
                }

                seen.Add(Describe(message));
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new AssertFailedException($"{what} didn't come within {Patience.TotalSeconds} s; seen: {string.Join("; ", seen)}");
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
