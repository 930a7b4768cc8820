using System.Net;
using System.Net.Sockets;
using VirtualStation.Rapi;

namespace VirtualStation.Firmware.Charging;

/// <summary>Connects the firmware to a charger.</summary>
internal interface IRapiLink
{
    /// <summary>The path or address, for log lines.</summary>
    string Name { get; }

    /// <exception cref="IOException">The charger cannot be reached.</exception>
    Task<Stream> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>Connects through a PTY, as the native firmware does. The PTY may be absent or replaced at any time.</summary>
internal sealed class PtyRapiLink(string path) : IRapiLink
{
    public string Name => path;

    public Task<Stream> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<Stream>(new TerminalStream(Terminal.OpenRaw(path)));
}

/// <summary>Connects to the TCP port of an emulator, which also works on systems without PTYs.</summary>
internal sealed class TcpRapiLink(IPEndPoint address) : IRapiLink
{
    public string Name => $"TCP {address}";

    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new IOException($"{address}: {failure.Message}", failure);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }
}
