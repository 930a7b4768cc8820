using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Tests.Support;

/// <summary>A packet that an engine sent.</summary>
internal sealed record Sent(TimeSpan At, VirtualNode By, byte[] Packet, IPEndPoint? To)
{
    public DnsMessage Message { get; } = Read(Packet);

    private static DnsMessage Read(byte[] packet)
    {
        Assert.IsTrue(DnsMessageReader.TryRead(packet, out var message, out var error), error);
        return message;
    }
}
