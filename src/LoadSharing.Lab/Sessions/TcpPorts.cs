using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace LoadSharing.Lab.Sessions;

/// <summary>The TCP ports of this machine.</summary>
public static class TcpPorts
{
    /// <summary>Whether a process listens on one of the ports, on any address.</summary>
    public static bool IsListenedOn(IReadOnlyCollection<int> ports)
    {
        var listening = Listening();
        return ports.Any(port => IsInUse(port, listening));
    }

    // On Linux, listen(2) fails if the port is in use on any address. Elsewhere the list of listeners decides; on Linux reading it is slow, because it contains
    // every closed connection.
    internal static HashSet<int> Listening() => OperatingSystem.IsLinux()
        ? []
        : [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port)];

    internal static bool IsInUse(int port, HashSet<int> listening) => listening.Contains(port) || !CanListen(port);

    private static bool CanListen(int port) => CanListen(IPAddress.Any, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Any, port));

    private static bool CanListen(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
