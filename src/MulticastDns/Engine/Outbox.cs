using System.Net;

namespace MulticastDns.Engine;

/// <summary>Where packets leave the engine.</summary>
/// <param name="send">Sends a packet to an address, or to the group for null. Must not throw.</param>
internal sealed class Outbox(Action<byte[], IPEndPoint?> send)
{
    private readonly RecentPackets _recent = new();

    public void Multicast(byte[] packet, TimeSpan now)
    {
        _recent.Add(packet, now);
        send(packet, null);
    }

    public void Multicast(IEnumerable<byte[]> packets, TimeSpan now)
    {
        foreach (var packet in packets)
        {
            Multicast(packet, now);
        }
    }

    public void Unicast(byte[] packet, IPEndPoint destination) => send(packet, destination);

    /// <summary>True, once, for each packet that was multicast from here.</summary>
    public bool IsOwn(ReadOnlySpan<byte> packet, TimeSpan now) => _recent.TryTake(packet, now);
}
