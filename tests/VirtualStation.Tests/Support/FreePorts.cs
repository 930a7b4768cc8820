using System.Net;
using System.Net.Sockets;

namespace VirtualStation.Tests.Support;

/// <summary>Ports nobody listens on. A stranger may take one before the station does: whoever starts a station tries again then.</summary>
internal static class FreePorts
{
    public static int Tcp() => Take(SocketType.Stream, ProtocolType.Tcp);

    public static int Udp() => Take(SocketType.Dgram, ProtocolType.Udp);

    private static int Take(SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
