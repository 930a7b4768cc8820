using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// A peer that is no station: it says <c>done</c> to everything and notes what it was told. It sees what a station sends unasked, which another station
/// would swallow. A station that follows its peers reads from it too (<c>GET</c>); that is nothing told.
/// </summary>
internal sealed class ListeningPeer : IAsyncDisposable
{
    private const string Message = """{"msg":"done"}""";
    private static readonly byte[] Reply =
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {Exchange.JsonMediaType}\r\nContent-Length: {Message.Length}\r\nConnection: close\r\n\r\n{Message}");

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<HeardRequest> _told = new();
    private readonly Action<string> _report;
    private readonly Task _listening;

    private ListeningPeer(IPAddress address, Action<string> report)
    {
        _listener = new TcpListener(address, 0);
        _report = report;
        _listener.Start();
        _listening = ListenAsync();
    }

    /// <summary>The host to add, with its port.</summary>
    public string Host => _listener.LocalEndpoint.ToString()!;

    /// <summary>All that was told so far, in the order in which it came.</summary>
    public IReadOnlyList<HeardRequest> Told => [.. _told];

    /// <param name="address">The address it listens on.</param>
    /// <param name="report">Told of requests that broke off.</param>
    public static ListeningPeer Start(IPAddress address, Action<string> report) => new(address, report);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _listening;
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_closing.Token);
                await AnswerAsync(connection.GetStream());
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            // The body's length is in octets, and Latin-1 has a character for each.
            using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
            var request = (await reader.ReadLineAsync(_closing.Token) ?? "").Split(' ');
            var length = 0;
            while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } header)
            {
                if (header.Split(':', 2) is [var name, var value] && string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase))
                {
                    length = int.Parse(value, CultureInfo.InvariantCulture);
                }
            }

            var body = new char[length];
            var got = await reader.ReadBlockAsync(body, _closing.Token);
            if (request is [var method, var path, _] && got == length)
            {
                if (method != "GET")
                {
                    _told.Enqueue(new HeardRequest(method, path, new string(body)));
                }

                await stream.WriteAsync(Reply, _closing.Token);
            }
            else
            {
                _report($"{Host} heard what is no request: {string.Join(' ', request)}, {got} of {length} octets of a body");
            }
        }
        catch (IOException exception)
        {
            _report($"{Host}: a request broke off: {exception.Message}");
        }
    }
}
