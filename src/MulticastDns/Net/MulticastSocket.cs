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
    private readonly int _interfaceIndex;
    private readonly List<(IPAddress Address, IPNetwork Network)> _localAddresses;
    private readonly byte[] _buffer = new byte[PacketAssembler.LargestPayload];

    private MulticastSocket(MulticastLink link, Socket socket, NetworkInterface @interface)
    {
        var properties = @interface.GetIPProperties();
        _link = link;
        _socket = socket;
        _interfaceIndex = properties.GetIPv4Properties().Index;
        _localAddresses =
        [
            .. properties.UnicastAddresses
                .Where(local => local.Address.AddressFamily == AddressFamily.InterNetwork)
                .Select(local => (local.Address, Network(local.Address, local.PrefixLength))),
        ];
    }

    /// <summary>Bytes that have come in and wait to be received.</summary>
    public int Available => _socket.Available;

    /// <exception cref="InvalidOperationException">No interface has the link's address, or the link cannot be joined.</exception>
    public static MulticastSocket Open(MulticastLink link)
    {
        var @interface = FindInterface(link.Interface);
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
        if (information.Interface != 0 && information.Interface != _interfaceIndex)
        {
            return false;
        }

        var isUnknown = information.Address is null || information.Address.Equals(IPAddress.Any);
        return isUnknown
            || information.Address!.Equals(_link.Group)
            || _localAddresses.Exists(local => local.Network.Contains(information.Address) && local.Network.Contains(source));
    }

    private static NetworkInterface FindInterface(IPAddress address)
    {
        var interfaces = NetworkInterface.GetAllNetworkInterfaces();
        var found = Array.Find(interfaces, candidate => candidate.GetIPProperties().UnicastAddresses.Any(local => local.Address.Equals(address)))
            ?? (IPAddress.IsLoopback(address) ? Array.Find(interfaces, candidate => candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback) : null);
        var all = interfaces.SelectMany(candidate => candidate.GetIPProperties().UnicastAddresses)
            .Select(local => local.Address)
            .Where(local => local.AddressFamily == AddressFamily.InterNetwork);
        return found ?? throw new InvalidOperationException(
            $"No network interface has the address {address}; this machine has {string.Join(", ", all)}. Name one of them as the link's interface.");
    }

    private static IPNetwork Network(IPAddress address, int prefixLength)
    {
        var bits = BitConverter.ToUInt32(address.GetAddressBytes());
        var mask = BitConverter.ToUInt32([.. Enumerable.Range(0, 4).Select(i => (byte)(0xFF00 >> Math.Clamp(prefixLength - (8 * i), 0, 8)))]);
        return new IPNetwork(new IPAddress(BitConverter.GetBytes(bits & mask)), prefixLength);
    }
}
