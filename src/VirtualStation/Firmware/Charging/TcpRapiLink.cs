using System.Net;
using System.Net.Sockets;

namespace VirtualStation.Firmware.Charging;

/// <summary>Straight to the emulator, for machines without PTYs.</summary>
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
