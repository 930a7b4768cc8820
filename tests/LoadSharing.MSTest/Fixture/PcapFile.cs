using System.Buffers.Binary;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// A pcap file of mDNS packets for Wireshark (draft-ietf-opsawg-pcap). The lab records DNS messages; the headers of IPv4 and UDP are added here, to the group
/// and port by which Wireshark recognizes mDNS.
/// </summary>
internal static class PcapFile
{
    private const uint Magic = 0xA1B2C3D4;
    private const uint RawIp = 101;
    private const int MaximumLength = 65535;
    private const int IpHeader = 20;
    private const int UdpHeader = 8;
    private const byte Udp = 17;
    private const byte TimeToLive = 255;
    private const ushort MdnsPort = 5353;
    private static readonly IPAddress Group = IPAddress.Parse("224.0.0.251");

    public static void Write(string path, IEnumerable<LinkPacket> packets)
    {
        using var file = File.Create(path);
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32BigEndian(header, Magic);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32BigEndian(header[16..], MaximumLength);
        BinaryPrimitives.WriteUInt32BigEndian(header[20..], RawIp);
        file.Write(header);
        foreach (var packet in packets)
        {
            Write(file, packet);
        }
    }

    private static void Write(FileStream file, LinkPacket packet)
    {
        var length = IpHeader + UdpHeader + packet.Data.Length;
        Span<byte> header = stackalloc byte[16 + IpHeader + UdpHeader];
        var sinceEpoch = packet.Time - DateTimeOffset.UnixEpoch;
        BinaryPrimitives.WriteUInt32BigEndian(header, (uint)sinceEpoch.TotalSeconds);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], (uint)(sinceEpoch.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], (uint)length);
        BinaryPrimitives.WriteUInt32BigEndian(header[12..], (uint)length);

        var ip = header[16..];
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)length);
        (ip[8], ip[9]) = (TimeToLive, Udp);
        IPAddress.Parse(packet.Source).MapToIPv4().TryWriteBytes(ip[12..], out _);
        Group.TryWriteBytes(ip[16..], out _);

        var udp = ip[IpHeader..];
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)packet.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], MdnsPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(UdpHeader + packet.Data.Length));
        file.Write(header);
        file.Write(packet.Data.Span);
    }
}
