using System.Text;

namespace VirtualStation.Tests.Support;

/// <summary>A client of the RAPI port of an emulator.</summary>
internal sealed class RapiConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public bool HasInput => _socket.Available > 0;

    public static async Task<RapiConnection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var connection = new RapiConnection();
        await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        return connection;
    }

    /// <summary>Sends a text without adding a line end.</summary>
    public async Task SendAsync(string text, CancellationToken cancellationToken) => await _socket.SendAsync(Encoding.Latin1.GetBytes(text), cancellationToken);

    /// <returns>The next line without its CR.</returns>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Retry.Timeout);
        var line = new StringBuilder();
        var buffer = new byte[1];
        while (await _socket.ReceiveAsync(buffer, timeout.Token) == 1 && buffer[0] != '\r')
        {
            line.Append((char)buffer[0]);
        }

        return line.ToString();
    }

    /// <summary>Sends a command.</summary>
    /// <returns>The response. Unsolicited lines before it are skipped.</returns>
    public async Task<string> ExecuteAsync(string command, CancellationToken cancellationToken)
    {
        await SendAsync($"{command}\r", cancellationToken);
        string line;
        do
        {
            line = await ReadLineAsync(cancellationToken);
        }
        while (line.StartsWith("$A", StringComparison.Ordinal));

        return line;
    }

    public void Dispose() => _socket.Dispose();
}
