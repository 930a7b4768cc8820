using System.Net;

namespace MulticastDns.Tests.Support;

/// <summary>Links on loopback that no other test, and no other run of the tests, uses.</summary>
internal static class TestLinks
{
    // Below the ports that systems hand out by themselves, so that no stranger's socket gets one in the meantime.
    private const int FirstPort = 24000;
    private const int Ports = 4000;

    private static int _ports = Environment.ProcessId;
    private static int _count;

    public static MulticastLink Next() => NextOn(FirstPort + (Interlocked.Increment(ref _ports) % Ports));

    /// <summary>A link of its own on a given port.</summary>
    public static MulticastLink NextOn(int port)
    {
        var number = Interlocked.Increment(ref _count);
        var group = new IPAddress([239, (byte)(192 + (Environment.ProcessId >> 8 & 0x3F)), (byte)Environment.ProcessId, (byte)number]);
        return new MulticastLink(group, port, IPAddress.Loopback);
    }
}
