namespace MulticastDns.Codec;

/// <summary>NSEC as multicast DNS uses it: the types that exist for a name, so that the others are known not to (RFC 6762 §6.1).</summary>
internal sealed record NextSecureData(DnsName Next, Octets TypeBitmaps) : RecordData(DnsType.Nsec)
{
    public static NextSecureData Of(DnsName name, params ReadOnlySpan<DnsType> types)
    {
        // One window block 0 and no type above 255: the restricted form of RFC 6762 §6.1.
        Span<byte> bitmap = stackalloc byte[32];
        var length = 0;
        foreach (var type in types)
        {
            var index = (int)type / 8;
            bitmap[index] |= (byte)(0x80 >> ((int)type % 8));
            length = Math.Max(length, index + 1);
        }

        return new NextSecureData(name, new Octets((byte[])[0, (byte)length, .. bitmap[..length]]));
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

    public override void Write(ref PacketWriter writer, NameTable? names)
    {
        writer.Write(Next, names);
        writer.Write(TypeBitmaps.Span);
    }
}
