using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MulticastDns.Engine;

namespace MulticastDns.Net;

/// <summary>
/// A UDP socket of a link, which shares the port with other sockets. It sends on the interface of the link, and drops packets received on other
/// interfaces as far as the platform reports the interface.
/// </summary>
internal sealed class MulticastSocket : IDisposable
{
    // Holds a burst of a few hundred packets while the process gets no CPU time.
    private const int ReceiveBufferBytes = 1024 * 1024;

    // RFC 6762 §11.
    private const int HopLimit = 255;

    private static readonly IPEndPoint AnySource = new(IPAddress.Any, 0);

    private readonly MulticastLink _link;
    private readonly Socket _socket;
    private readonly LinkInterface _interface;
    private readonly byte[] _buffer = new byte[PacketAssembler.MaxPayload];

    private MulticastSocket(MulticastLink link, Socket socket, LinkInterface @interface)
    {
        _link = link;
        _socket = socket;
        _interface = @interface;
    }

    /// <summary>The number of received bytes that have not been read.</summary>
    public int Available => _socket.Available;

    /// <exception cref="InvalidOperationException">No interface has the address of the link, or the link cannot be joined.</exception>
    public static MulticastSocket Open(MulticastLink link)
    {
        Socket? socket = null;
        try
        {
            var @interface = LinkInterface.WithAddress(link.Interface);
            socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            if (OperatingSystem.IsWindows())
            {
                socket.ExclusiveAddressUse = false;
            }

            if (OperatingSystem.IsLinux())
            {
                // By default, Linux refuses UDP packets larger than a frame; other systems fragment them.
                socket.DontFragment = false;
            }

            // On Unix, .NET sets SO_REUSEPORT too, which macOS requires.
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
        catch (Exception exception) when (exception is SocketException or NetworkInformationException)
        {
            socket?.Dispose();
            throw new InvalidOperationException($"The multicast link {link} cannot be joined: {exception.Message}.", exception);
        }
    }

    /// <summary>Sends a packet to an address, or to the group if that is null.</summary>
    /// <exception cref="SocketException">The system refuses the packet.</exception>
    public void Send(byte[] packet, IPEndPoint? destination) => _socket.SendTo(packet, destination ?? _link.Destination);

    /// <summary>Waits for the next packet of the link.</summary>
    /// <returns>The packet, valid until the next call, and its source.</returns>
    /// <exception cref="SocketException">The system reports an error. Further calls may succeed.</exception>
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

    // RFC 6762 §11: a packet sent to the group is from the link; the source of a unicast packet must be in a network of the interface.
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
