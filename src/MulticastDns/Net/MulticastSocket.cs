using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MulticastDns.Engine;

namespace MulticastDns.Net;

/// <summary>
/// A UDP socket on a link, next to others on the same port. It sends by the link's interface only and takes packets that came in by it only,
/// as far as the platform tells.
/// </summary>
internal sealed class MulticastSocket : IDisposable
{
    // A burst of a few hundred packets waits here while the process gets no CPU.
    private const int ReceiveBufferBytes = 1024 * 1024;

    // RFC 6762 §11: all packets are sent with it.
    private const int HopLimit = 255;

    private static readonly IPEndPoint AnySource = new(IPAddress.Any, 0);

    private readonly MulticastLink _link;
    private readonly Socket _socket;
    private readonly LinkInterface _interface;
    private readonly byte[] _buffer = new byte[PacketAssembler.LargestPayload];

    private MulticastSocket(MulticastLink link, Socket socket, LinkInterface @interface)
    {
        _link = link;
        _socket = socket;
        _interface = @interface;
    }

    /// <summary>Bytes that have come in and wait to be received.</summary>
    public int Available => _socket.Available;

    /// <exception cref="InvalidOperationException">No interface has the link's address, or the link cannot be joined.</exception>
    public static MulticastSocket Open(MulticastLink link)
    {
        var @interface = LinkInterface.With(link.Interface);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                socket.ExclusiveAddressUse = false;
            }

            if (OperatingSystem.IsLinux())
            {
                // Elsewhere UDP packets larger than a frame are fragmented by default; here they would be refused.
                socket.DontFragment = false;
            }

            // On Unix this sets SO_REUSEPORT as well, which macOS asks for.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.ReceiveBufferSize = ReceiveBufferBytes;
            socket.Bind(new IPEndPoint(IPAddress.Any, link.Port));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.PacketInformation, true);
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, link.Interface.GetAddressBytes());
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(link.Group, link.Interface));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastLoopback, true);
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, HopLimit);
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.IpTimeToLive, HopLimit);
            return new MulticastSocket(link, socket, @interface);
        }
        catch (Exception failure) when (failure is SocketException or NetworkInformationException)
        {
            socket.Dispose();
            throw new InvalidOperationException($"The multicast link {link} cannot be joined: {failure.Message}.", failure);
        }
    }

    /// <exception cref="SocketException">The system refuses the packet.</exception>
    public void Send(byte[] packet, IPEndPoint? destination) => _socket.SendTo(packet, destination ?? _link.Destination);

    /// <summary>Waits for the next packet that is the link's.</summary>
    /// <returns>The bytes, valid until the next call, and their sender.</returns>
    /// <exception cref="SocketException">The system reports an error; receiving may go on.</exception>
    public async ValueTask<(ReadOnlyMemory<byte> Packet, IPEndPoint Source)> ReceiveAsync(CancellationToken ct)
    {
        while (true)
        {
            var received = await _socket.ReceiveMessageFromAsync(_buffer, SocketFlags.None, AnySource, ct).ConfigureAwait(false);
            var source = (IPEndPoint)received.RemoteEndPoint;
            if (!received.SocketFlags.HasFlag(SocketFlags.Truncated) && IsOfLink(received.PacketInformation, source.Address))
            {
                return (_buffer.AsMemory(0, received.ReceivedBytes), source);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    // RFC 6762 §11: a packet for the group comes from the link by its nature; one for this host alone must come from an address on the link.
    private bool IsOfLink(IPPacketInformation information, IPAddress source)
    {
        if (information.Interface != 0 && information.Interface != _interface.Index)
        {
            return false;
        }

        var isUnknown = information.Address is null || information.Address.Equals(IPAddress.Any);
        return isUnknown
            || information.Address!.Equals(_link.Group)
            || _interface.Networks.Any(local => local.Contains(information.Address!) && local.Contains(source));
    }
}
