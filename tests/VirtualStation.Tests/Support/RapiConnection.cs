using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VirtualStation.Tests.Support;

/// <summary>A client of an emulator's serial port.</summary>
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

    /// <summary>Sends the text as it stands.</summary>
    public async Task SendAsync(string text, CancellationToken cancellationToken) => await _socket.SendAsync(Encoding.Latin1.GetBytes(text), cancellationToken);

    /// <returns>The next line, without its CR.</returns>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Wait.Patience);
        var line = new StringBuilder();
        var buffer = new byte[1];
        while (await _socket.ReceiveAsync(buffer, patience.Token) == 1 && buffer[0] != '\r')
        {
            line.Append((char)buffer[0]);
        }

        return line.ToString();
    }

    /// <returns>The answer to a command; unsolicited lines that come before it are passed over.</returns>
    public async Task<string> AskAsync(string command, CancellationToken cancellationToken)
    {
        await SendAsync($"{command}\r", cancellationToken);
        string line;
        do
        {
            line = await ReadAsync(cancellationToken);
        }
        while (line.StartsWith("$A", StringComparison.Ordinal));

        return line;
    }

    public void Dispose() => _socket.Dispose();
}
