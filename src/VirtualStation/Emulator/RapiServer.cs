using System.Net;
using System.Net.Sockets;
using System.Text;
using VirtualStation.Rapi;
using VirtualStation.Runtime;

namespace VirtualStation.Emulator;

/// <summary>
/// The charger's serial port over TCP. It serves one client at a time. The operating system accepts further connections, but they get no response
/// until the first client has disconnected and the back-off has elapsed.
/// </summary>
internal sealed class RapiServer : IDisposable
{
    // A client that does not read must not block the simulation.
    private const int SendTimeoutMilliseconds = 1000;
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly RapiCommands _commands;
    private readonly TimeSpan _backOff;
    private readonly LineLog _log;
    private readonly Lock _sending = new();
    private Socket? _client;

    /// <exception cref="StationException">The server cannot listen on the address and port.</exception>
    public RapiServer(IPEndPoint address, ChargerSimulation charger, TimeSpan backOff, LineLog log)
    {
        _commands = new RapiCommands(charger);
        _backOff = backOff;
        _log = log;
        try
        {
            _listener.Bind(address);
            _listener.Listen(1);
        }
        catch (SocketException failure)
        {
            _listener.Dispose();
            throw StationException.ListenFailure("RAPI", address, failure.SocketErrorCode == SocketError.AddressAlreadyInUse, failure);
        }

        charger.Changed += state => Notify(RapiCommands.ChangeNotification(state));
    }

    /// <summary>Serves until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Notify(RapiCommands.BootNotification);
        while (true)
        {
            _log.Write("Waiting for client connection...");
            using (var client = await _listener.AcceptAsync(cancellationToken))
            {
                client.NoDelay = true;
                client.SendTimeout = SendTimeoutMilliseconds;
                _log.Write($"Client connected from {client.RemoteEndPoint}");
                await ServeAsync(client, cancellationToken);
            }

            _log.Write(FormattableString.Invariant($"Waiting {_backOff.TotalSeconds:F1}s before accepting new connection..."));
            await Task.Delay(_backOff, cancellationToken);
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        var lines = new RapiLineReader();
        var buffer = new byte[1024];
        SetClient(client);
        try
        {
            int length;
            while ((length = await client.ReceiveAsync(buffer, cancellationToken)) > 0)
            {
                foreach (var line in lines.Read(buffer.AsMemory(0, length)))
                {
                    var response = _commands.Execute(line, _log.Write);
                    _log.Write($"RAPI: {line} -> {response.Trim()}");
                    Send(response);
                }
            }

            _log.Write("Client disconnected");
        }
        catch (SocketException failure)
        {
            _log.Write($"TCP client error: {failure.Message}");
        }
        finally
        {
            SetClient(null);
        }
    }

    private void SetClient(Socket? client)
    {
        lock (_sending)
        {
            _client = client;
        }
    }

    private void Notify(string line)
    {
        _log.Write($"RAPI async: {line.Trim()}");
        try
        {
            Send(line);
        }
        catch (SocketException failure)
        {
            _log.Write($"Error writing to serial port: {failure.Message}");
        }
    }

    private void Send(string text)
    {
        lock (_sending)
        {
            _client?.Send(Encoding.Latin1.GetBytes(text));
        }
    }
}
