namespace MulticastDns.Engine;

/// <summary>
/// Packets multicast a moment ago, which come back to their sender. All nodes of a machine have the same address and port, so only the
/// bytes tell which packets are one's own.
/// </summary>
internal sealed class RecentPackets
{
    private const int Capacity = 256;

    // Long enough for a process that gets no CPU for a while to know its own packets when it comes to read them.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly List<Sent> _packets = [];

    public void Add(byte[] packet, TimeSpan now)
    {
        _packets.RemoveAll(entry => now - entry.At > Lifetime);
        if (_packets.Count == Capacity)
        {
            _packets.RemoveAt(0);
        }

        _packets.Add(new Sent(packet, now));
    }

    /// <summary>True, once, for each packet that was sent.</summary>
    public bool TryTake(ReadOnlySpan<byte> packet, TimeSpan now)
    {
        for (var i = 0; i < _packets.Count; i++)
        {
            if (now - _packets[i].At <= Lifetime && packet.SequenceEqual(_packets[i].Packet))
            {
                _packets.RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    private sealed record Sent(byte[] Packet, TimeSpan At);
}
