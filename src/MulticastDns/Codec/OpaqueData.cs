namespace MulticastDns.Codec;

/// <summary>A record of a type this library has no use for, kept as it came.</summary>
internal sealed record OpaqueData(DnsType OtherType, Octets Bytes) : RecordData(OtherType)
{
    public override void Write(ref PacketWriter writer, NameTable? names) => writer.Write(Bytes.Span);
}
