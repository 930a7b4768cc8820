namespace MulticastDns.Tests.Support;

/// <summary>Links on loopback, each unique within this test run and unlikely to be used by another one.</summary>
internal static class TestLinks
{
    // Above the links of the slots and below the ports and locks of the slots, those of ReservedSlots too.
    private const int FirstPort = 17000;
    private const int PortCount = 2999;

    private static int _lastPort = Environment.ProcessId;
    private static int _lastGroup;

    public static MulticastLink Next() => NextOnPort(FirstPort + (Interlocked.Increment(ref _lastPort) % PortCount));

    /// <summary>Returns a link with a unique group.</summary>
    public static MulticastLink NextOnPort(int port)
    {
        var number = Interlocked.Increment(ref _lastGroup);
        var group = new IPAddress([239, (byte)(192 + (Environment.ProcessId >> 8 & 0x3F)), (byte)Environment.ProcessId, (byte)number]);
        return new MulticastLink(group, port, IPAddress.Loopback);
    }

    /// <summary>Starts a node on a link.</summary>
    public static async Task<MulticastDnsNode> StartNodeAsync(this MulticastLink link, TestContext context)
    {
        var node = new MulticastDnsNode(link, log: context.WriteLine);
        await node.StartAsync(context.CancellationToken);
        return node;
    }
}
