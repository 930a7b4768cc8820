using System.Net;
using System.Net.Sockets;

namespace MulticastDns.Codec;

/// <summary>A or AAAA, by the family of the address.</summary>
internal sealed record AddressData(IPAddress Address)
    : RecordData(Address.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa)
{
    public override void Write(ref PacketWriter writer, NameTable? names)
    {
        Span<byte> bytes = stackalloc byte[16];
        Address.TryWriteBytes(bytes, out var length);
        writer.Write(bytes[..length]);
    }
}
