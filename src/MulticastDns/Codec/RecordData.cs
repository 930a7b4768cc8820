using System.Net;
using System.Net.Sockets;

namespace MulticastDns.Codec;

/// <summary>The data of a record. Equality is by value; names are compared without regard to ASCII case.</summary>
internal abstract record RecordData(DnsType Type)
{
    /// <summary>Writes the data. Names are compressed if <paramref name="compression"/> is given.</summary>
    public abstract void Write(ref PacketWriter writer, CompressionTable? compression);
}

/// <summary>An A or AAAA record, depending on the address family.</summary>
internal sealed record AddressData(IPAddress Address)
    : RecordData(Address.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa)
{
    public override void Write(ref PacketWriter writer, CompressionTable? compression)
    {
        Span<byte> bytes = stackalloc byte[16];
        Address.TryWriteBytes(bytes, out var length);
        writer.Write(bytes[..length]);
    }
}

internal sealed record PtrData(DnsName Target) : RecordData(DnsType.Ptr)
{
    public override void Write(ref PacketWriter writer, CompressionTable? compression) => writer.Write(Target, compression);
}

/// <summary>An SRV record (RFC 2782).</summary>
internal sealed record SrvData(ushort Priority, ushort Weight, ushort Port, DnsName Target) : RecordData(DnsType.Srv)
{
    public override void Write(ref PacketWriter writer, CompressionTable? compression)
    {
        writer.Write(Priority);
        writer.Write(Weight);
        writer.Write(Port);
        writer.Write(Target, compression);
    }
}

/// <summary>An NSEC record: the types that exist for a name, which asserts that other types don't (RFC 6762 §6.1).</summary>
internal sealed record NsecData(DnsName Next, Octets TypeBitmaps) : RecordData(DnsType.Nsec)
{
    /// <summary>Creates the restricted form of RFC 6762 §6.1: one block, of types below 256.</summary>
    public static NsecData Of(DnsName name, params ReadOnlySpan<DnsType> types)
    {
        Span<byte> bitmap = stackalloc byte[32];
        var length = 0;
        foreach (var type in types)
        {
            var index = (int)type / 8;
            bitmap[index] |= (byte)(0x80 >> ((int)type % 8));
            length = Math.Max(length, index + 1);
        }

        return new NsecData(name, new Octets((byte[])[0, (byte)length, .. bitmap[..length]]));
    }

    public bool Has(DnsType type)
    {
        var rest = TypeBitmaps.Span;
        while (rest.Length >= 2 && rest.Length >= 2 + rest[1])
        {
            var index = ((int)type & 0xFF) / 8;
            if (rest[0] == (int)type >> 8 && index < rest[1])
            {
                return (rest[2 + index] & (0x80 >> ((int)type % 8))) != 0;
            }

            rest = rest[(2 + rest[1])..];
        }

        return false;
    }

    public override void Write(ref PacketWriter writer, CompressionTable? compression)
    {
        writer.Write(Next, compression);
        writer.Write(TypeBitmaps.Span);
    }
}

/// <summary>The data of any other type, not interpreted.</summary>
internal sealed record OpaqueData(DnsType OtherType, Octets Bytes) : RecordData(OtherType)
{
    public override void Write(ref PacketWriter writer, CompressionTable? compression) => writer.Write(Bytes.Span);
}

/// <summary>Bytes with equality by value.</summary>
internal sealed class Octets(ReadOnlyMemory<byte> bytes) : IEquatable<Octets>
{
    public static Octets None { get; } = new(default);

    public ReadOnlySpan<byte> Span => bytes.Span;

    public bool Equals(Octets? other) => other is not null && Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => Equals(obj as Octets);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }
}
