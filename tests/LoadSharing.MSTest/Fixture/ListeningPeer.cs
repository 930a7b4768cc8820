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
    // More than any station tells.
    private const int MostOctets = 1 << 20;

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
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The test is over.
        }

        await Task.WhenAll(served);
    }

    // Each on its own: a station that keeps a connection open and says nothing keeps no other from being heard.
    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        over.CancelAfter(Deadlines.Request);
        try
        {
            await AnswerAsync(connection.GetStream(), over.Token);
        }
        catch (IOException exception)
        {
            _report($"{Host}: a request broke off: {exception.Message}");
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The test is over.
        }
        catch (OperationCanceledException)
        {
            _report($"{Host}: a request was not all there after {Deadlines.Request.TotalSeconds} s");
        }
    }

    private async Task AnswerAsync(NetworkStream stream, CancellationToken over)
    {
        // The body's length is in octets, and Latin-1 has a character for each.
        using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var request = (await reader.ReadLineAsync(over) ?? "").Split(' ');
        var length = 0;
        while (await reader.ReadLineAsync(over) is { Length: > 0 } header)
        {
            if (header.Split(':', 2) is [var name, var value] && string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                length = int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var octets) && octets is >= 0 and <= MostOctets
                    ? octets
                    : throw new IOException($"{string.Join(' ', request)} says Content-Length:{value}, and a number up to {MostOctets} is needed");
            }
        }

        var body = new char[length];
        var got = await reader.ReadBlockAsync(body, over);
        if (request is [var method, var path, _] && got == length)
        {
            if (method != "GET")
            {
                _told.Enqueue(new HeardRequest(method, path, new string(body)));
            }

            await stream.WriteAsync(Reply, over);
        }
        else
        {
            _report($"{Host} heard what is no request: {string.Join(' ', request)}, {got} of {length} octets of a body");
        }
    }
}
