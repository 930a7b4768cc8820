using System.Net;

namespace MulticastDns.Engine;

/// <summary>
/// Sends packets, and recognizes its own multicast packets when the link delivers them to this node too. All nodes of a machine share address
/// and port, so packets are compared byte by byte.
/// </summary>
/// <param name="send">Sends a packet to an address, or to the group if that is null. Must not throw.</param>
internal sealed class Outbox(Action<byte[], IPEndPoint?> send)
{
    private const int MaxRemembered = 256;

    // Long enough for a process that was starved of CPU time to read its packets back.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly List<(byte[] Packet, TimeSpan SentAt)> _remembered = [];

    public void Multicast(IEnumerable<byte[]> packets, TimeSpan now)
    {
        foreach (var packet in packets)
        {
            RemoveExpired(now);
            if (_remembered.Count == MaxRemembered)
            {
                _remembered.RemoveAt(0);
            }

            _remembered.Add((packet, now));
            send(packet, null);
        }
    }

    public void Unicast(byte[] packet, IPEndPoint destination) => send(packet, destination);

    /// <summary>Whether a received packet is one that this node multicast. True once for each packet sent.</summary>
    public bool IsOwn(ReadOnlySpan<byte> packet, TimeSpan now)
    {
        RemoveExpired(now);
        for (var i = 0; i < _remembered.Count; i++)
        {
            if (packet.SequenceEqual(_remembered[i].Packet))
            {
                _remembered.RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    private void RemoveExpired(TimeSpan now) => _remembered.RemoveAll(entry => now - entry.SentAt > Lifetime);
}
