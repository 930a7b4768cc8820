using System.Net;
using System.Net.Sockets;

namespace MulticastDns.Tests.Support;

/// <summary>Links on loopback that no other test, and no other run of the tests, uses.</summary>
internal static class TestLinks
{
    private static int _count;

    public static MulticastLink Next() => NextOn(FreePort());

    /// <summary>A link of its own on a given port.</summary>
    public static MulticastLink NextOn(int port)
    {
        var number = Interlocked.Increment(ref _count);
        var group = new IPAddress([239, (byte)(192 + (Environment.ProcessId >> 8 & 0x3F)), (byte)Environment.ProcessId, (byte)number]);
        return new MulticastLink(group, port, IPAddress.Loopback);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
